// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

contract GrantTest is ConsentTest {
    function test_grantAccess_isRelayedByAnyoneAndCounts_CON3() public {
        Grant memory grant = aGrant();
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessGranted(grantIdOf(patient, 0), termsOf(grant), grant.envelope);
        relay(grant);

        vm.assertEq(nonceOf(), 1);
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, hospitalB);
        vm.assertEq(expiresAt, grant.expiresAt);
        vm.assertEq(scope, grant.scope);
        vm.assertTrue(isAuthorized(0, OBSERVATIONS | ALLERGIES));
    }

    function test_grantAccess_numbersGrantsOneByOne_CON5() public {
        for (uint40 nonce = 0; nonce < 3; ++nonce) {
            Grant memory grant = aGrant();
            grant.nonce = nonce;
            relay(grant);
            vm.assertEq(nonceOf(), nonce + 1);
        }
        vm.assertTrue(isAuthorized(0, ALLERGIES));
        vm.assertTrue(isAuthorized(2, ALLERGIES));
        vm.assertFalse(isAuthorized(3, ALLERGIES));
    }

    function test_grantAccess_changesNothingElseAboutThePatient() public {
        relay(aGrant());
        assertPatient(patient, hospitalA, 1, 1, PatientRef.unwrap(patient));
    }

    function test_grantAccess_refusesWhilePaused_CON6() public {
        pause();
        expectRefusal(aGrant(), abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(REGISTRAR);
        registry.unpause();
        relay(aGrant());
    }

    function test_grantAccess_refusesAHospitalThatNeverWas() public {
        Grant memory grant = aGrant();
        grant.grantee = HospitalId.wrap(3);
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, grant.grantee));
        grant.grantee = HospitalId.wrap(type(uint24).max);
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, grant.grantee));
    }

    function test_grantAccess_refusesNoHospital() public {
        Grant memory grant = aGrant();
        grant.grantee = NO_HOSPITAL;
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, NO_HOSPITAL));
    }

    /// @dev However many hospitals there are, nobody is none of them. The counter is placed at its end.
    function test_grantAccess_refusesNoHospitalAlsoAfterTheLastNumber() public {
        place(abi.encodeCall(registry.hospitalCount, ()), bytes32(uint256(type(uint24).max) << 168));
        Grant memory grant = aGrant();
        grant.grantee = NO_HOSPITAL;
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, NO_HOSPITAL));
        grant.grantee = HospitalId.wrap(type(uint24).max);
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, grant.grantee));
        grant.grantee = HospitalId.wrap(type(uint24).max - 1);
        relay(grant);
    }

    function test_grantAccess_toARemovedHospitalAuthorisesNothing() public {
        removeHospital(hospitalB);
        relay(aGrant());
        (HospitalId grantee,,) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, hospitalB);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_grantAccess_refusesAnUnknownPatient() public {
        Grant memory grant = aGrant();
        grant.patient = PatientRef.wrap(STRANGER);
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, STRANGER));
    }

    function test_grantAccess_refusesAGrantThatIsOverAlready() public {
        Grant memory grant = aGrant();
        grant.expiresAt = uint40(START);
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.GrantExpired.selector, START, START));
        grant.expiresAt = 0;
        expectRefusal(grant, abi.encodeWithSelector(IHospitalRegistry.GrantExpired.selector, 0, START));
    }

    function test_grantAccess_acceptsAGrantOfOneSecond() public {
        Grant memory grant = aGrant();
        grant.expiresAt = uint40(START) + 1;
        relay(grant);
        vm.assertTrue(isAuthorized(0, ALLERGIES));
        vm.warp(START + 1);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    /// @dev Everything is wrong, and is put right one by one.
    function test_grantAccess_checksInTheOrderSaid() public {
        pause();
        Grant memory grant = aGrant();
        (grant.grantee, grant.expiresAt, grant.deadline) = (NO_HOSPITAL, uint40(START), uint40(START) - 1);
        (grant.patient, grant.nonce) = (PatientRef.wrap(STRANGER), 7);
        bytes memory signature = signedBy(uint256(keccak256("other")), digestOf(grant));

        expectRefusal(grant, signature, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(REGISTRAR);
        registry.unpause();
        expectRefusal(grant, signature, abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, NO_HOSPITAL));
        grant.grantee = hospitalB;
        expectRefusal(grant, signature, abi.encodeWithSelector(IHospitalRegistry.GrantExpired.selector, START, START));
        grant.expiresAt = uint40(START) + 1;
        expectRefusal(
            grant,
            signature,
            abi.encodeWithSelector(IHospitalRegistry.SignatureDeadlinePassed.selector, START - 1, START)
        );
        grant.deadline = uint40(START);
        expectRefusal(grant, signature, abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, STRANGER));
        grant.patient = patient;
        expectRefusal(grant, signature, abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 0, 7));
        grant.nonce = 0;
        expectRefusal(
            grant,
            signature,
            abi.encodeWithSelector(
                IHospitalRegistry.SignatureSignerMismatch.selector, patient, recovered(digestOf(grant), signature)
            )
        );
        relay(grant);
    }

    function expectRefusal(Grant memory grant, bytes memory reason) private {
        expectRefusal(grant, signed(digestOf(grant)), reason);
    }

    function expectRefusal(Grant memory grant, bytes memory signature, bytes memory reason) private {
        vm.expectRevert(reason);
        relay(grant, signature);
    }
}

contract AuthorizationTest is ConsentTest {
    function setUp() public override {
        super.setUp();
        relay(aGrant());
    }

    function test_isAuthorized_endsAtTheMinute_S15() public {
        vm.warp(START + 30 days - 1);
        vm.assertTrue(isAuthorized(0, OBSERVATIONS));
        vm.warp(START + 30 days);
        vm.assertFalse(isAuthorized(0, OBSERVATIONS));
    }

    function test_fuzz_isAuthorized_onlyForCategoriesInScope_S15(uint16 categories) public view {
        bool inScope = categories != 0 && categories | OBSERVATIONS | ALLERGIES == OBSERVATIONS | ALLERGIES;
        vm.assertEq(isAuthorized(0, categories), inScope);
    }

    function test_isAuthorized_onlyForTheTruthAboutTheScope_CON4() public view {
        GrantId grantId = grantIdOf(patient, 0);
        IHospitalRegistry.Scope memory more = disclosed();
        more.categories |= 1;
        vm.assertFalse(registry.isAuthorized(grantId, hospitalB, ALLERGIES, more));
        IHospitalRegistry.Scope memory otherSalt = disclosed();
        otherSalt.salt = keccak256("other");
        vm.assertFalse(registry.isAuthorized(grantId, hospitalB, ALLERGIES, otherSalt));
    }

    function test_isAuthorized_onlyForTheGrantee() public view {
        vm.assertFalse(registry.isAuthorized(grantIdOf(patient, 0), hospitalA, ALLERGIES, disclosed()));
    }

    function test_isAuthorized_notForARemovedHospital() public {
        removeHospital(hospitalB);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    /// @dev The hospital comes back under another number, and the consent does not come back with it.
    function test_isAuthorized_notForAHospitalAdmittedAgain() public {
        removeHospital(hospitalB);
        vm.prank(REGISTRAR);
        HospitalId again = registry.addHospital(ADMINISTRATOR_B, SEAL_KEY, PROFILE);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
        vm.assertFalse(registry.isAuthorized(grantIdOf(patient, 0), again, ALLERGIES, disclosed()));
    }

    function test_isAuthorized_notWithoutAGrant() public view {
        vm.assertFalse(isAuthorized(1, ALLERGIES));
        vm.assertFalse(registry.isAuthorized(grantIdOf(patient, 1), NO_HOSPITAL, ALLERGIES, disclosed()));
    }

    function test_isAuthorized_goesOnWhilePaused() public {
        pause();
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    function test_getGrant_isAllZerosForAGrantThatWasNeverGiven() public view {
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(grantIdOf(patient, 1));
        assertHospital(grantee, NO_HOSPITAL);
        vm.assertEq(expiresAt, 0);
        vm.assertEq(scope, bytes24(0));
    }
}
