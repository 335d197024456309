// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

contract ConsentGrantTest is ConsentTest {
    function test_grantAccess_isRelayedByAnyoneAndCounts_CON3() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessGranted(
            grantIdOf(patient, 0), hospitalB, grant.scope, grant.envelope, grant.expiresAt
        );
        relay(grant);

        vm.assertEq(nonceOf(), 1);
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, hospitalB);
        vm.assertEq(expiresAt, grant.expiresAt);
        vm.assertEq(scope, bytes24(grant.scope));
        vm.assertTrue(isAuthorized(0, OBSERVATIONS | ALLERGIES));
    }

    function test_grantIdOf_isPatientThenNonce() public pure {
        GrantId id = grantIdOf(PatientRef.wrap(0x1122334455667788990011223344556677889900), 258);
        vm.assertEq(GrantId.unwrap(id), bytes32(0x1122334455667788990011223344556677889900000000000000000000000102));
    }

    function test_grantAccess_numbersGrantsOneByOne_CON5() public {
        for (uint32 nonce = 0; nonce < 3; ++nonce) {
            IHospitalRegistry.Grant memory grant = aGrant();
            grant.nonce = nonce;
            relay(grant);
            vm.assertEq(nonceOf(), nonce + 1);
        }
        vm.assertTrue(isAuthorized(0, ALLERGIES));
        vm.assertTrue(isAuthorized(2, ALLERGIES));
        vm.assertFalse(isAuthorized(3, ALLERGIES));
    }

    function test_grantAccess_refusesWhilePaused_CON6() public {
        vm.prank(REGISTRAR);
        registry.pause();
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(Pausable.EnforcedPause.selector);
        registry.grantAccess(grant, signature);
    }

    function test_grantAccess_refusesAHospitalThatNeverWas() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        grant.grantee = HospitalId.wrap(3);
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, grant.grantee));
        registry.grantAccess(grant, signature);
    }

    function test_grantAccess_refusesAnUnknownPatient() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        grant.patient = PatientRef.wrap(STRANGER);
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, STRANGER));
        registry.grantAccess(grant, signature);
    }

    function test_grantAccess_refusesNoHospital() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        grant.grantee = NO_HOSPITAL;
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, NO_HOSPITAL));
        registry.grantAccess(grant, signature);
    }

    function test_isAuthorized_endsAtTheMinute_S15() public {
        relay(aGrant());
        vm.warp(START + 30 days - 1);
        vm.assertTrue(isAuthorized(0, OBSERVATIONS));
        vm.warp(START + 30 days);
        vm.assertFalse(isAuthorized(0, OBSERVATIONS));
    }

    function test_fuzz_isAuthorized_onlyForCategoriesInScope_S15(uint16 categories) public {
        relay(aGrant());
        bool inScope = categories != 0 && categories | OBSERVATIONS | ALLERGIES == OBSERVATIONS | ALLERGIES;
        vm.assertTrue(isAuthorized(0, categories) == inScope);
    }

    function test_isAuthorized_onlyForTheTruthAboutTheScope_CON4() public {
        relay(aGrant());
        GrantId grantId = grantIdOf(patient, 0);
        IHospitalRegistry.Scope memory more = disclosed();
        more.categories |= 1;
        vm.assertFalse(registry.isAuthorized(grantId, hospitalB, ALLERGIES, more));
        IHospitalRegistry.Scope memory otherSalt = disclosed();
        otherSalt.salt = keccak256("other");
        vm.assertFalse(registry.isAuthorized(grantId, hospitalB, ALLERGIES, otherSalt));
    }

    function test_isAuthorized_onlyForTheGrantee() public {
        relay(aGrant());
        vm.assertFalse(registry.isAuthorized(grantIdOf(patient, 0), hospitalA, ALLERGIES, disclosed()));
    }

    function test_isAuthorized_notForARemovedHospital() public {
        relay(aGrant());
        vm.prank(REGISTRAR);
        registry.removeHospital(hospitalB);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_isAuthorized_notWithoutAGrant() public view {
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }
}

contract ConsentRevocationTest is ConsentTest {
    function test_revokeAccess_endsTheGrant_S16() public {
        relay(aGrant());
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRevoked(grantIdOf(patient, 0));
        relay(aRevocation());

        vm.assertFalse(isAuthorized(0, ALLERGIES));
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, NO_HOSPITAL);
        vm.assertEq(expiresAt, 0);
        vm.assertEq(scope, bytes24(0));
    }

    function test_revokeAccess_worksWhilePaused_CON6() public {
        relay(aGrant());
        vm.prank(REGISTRAR);
        registry.pause();
        relay(aRevocation());
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_revokeAccess_leavesOtherGrantsAlone() public {
        relay(aGrant());
        IHospitalRegistry.Grant memory second = aGrant();
        second.nonce = 1;
        relay(second);
        relay(aRevocation());
        vm.assertTrue(isAuthorized(1, ALLERGIES));
        vm.assertEq(nonceOf(), 2);
    }

    function test_revokeAccess_takesAnExpiredGrantToo() public {
        relay(aGrant());
        vm.warp(START + 31 days);
        relay(aRevocation());
        (, uint40 expiresAt,) = registry.getGrant(grantIdOf(patient, 0));
        vm.assertEq(expiresAt, 0);
    }

    function test_revokeAccess_twiceTakesEffectOnce_CON5() public {
        relay(aGrant());
        relay(aRevocation());
        bytes memory signature = signed(digestOf(aRevocation()));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantAlreadyOver.selector, grantIdOf(patient, 0)));
        registry.revokeAccess(aRevocation(), signature);
    }

    /// @dev Somebody keeps a signed grant back and hopes to relay it after the patient changed their mind.
    function test_revokeAccess_stopsAGrantThatWasNeverRelayed() public {
        IHospitalRegistry.Grant memory kept = aGrant();
        bytes memory signature = signed(digestOf(kept));
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRevoked(grantIdOf(patient, 0));
        relay(aRevocation());

        vm.assertEq(nonceOf(), 1);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantNonceMismatch.selector, 1, 0));
        registry.grantAccess(kept, signature);
    }

    function test_revokeAccess_refusesAGrantFurtherAhead() public {
        IHospitalRegistry.Revocation memory revocation = aRevocation();
        revocation.nonce = 5;
        bytes memory signature = signed(digestOf(revocation));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantNonceMismatch.selector, 0, 5));
        registry.revokeAccess(revocation, signature);
    }

    function test_revokeAccess_refusesAnUnknownPatient() public {
        uint256 strangerKey = uint256(keccak256("stranger"));
        IHospitalRegistry.Revocation memory revocation = aRevocation();
        revocation.patient = PatientRef.wrap(vm.addr(strangerKey));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(strangerKey, digestOf(revocation));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, revocation.patient));
        registry.revokeAccess(revocation, abi.encodePacked(r, s, v));
    }

    function test_revokeAccess_refusesEveryoneElsesSignature() public {
        relay(aGrant());
        bytes32 digest = digestOf(aRevocation());
        uint256 otherKey = uint256(keccak256("other"));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(otherKey, digest);
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, vm.addr(otherKey))
        );
        registry.revokeAccess(aRevocation(), abi.encodePacked(r, s, v));
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }
}
