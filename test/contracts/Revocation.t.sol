// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

contract RevocationTest is ConsentTest {
    function test_revokeAccess_endsTheGrant_S16() public {
        relay(aGrant());
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRevoked(grantIdOf(patient, 0));
        revoke(0);

        vm.assertFalse(isAuthorized(0, ALLERGIES));
        (HospitalId grantee, uint40 expiresAt, bytes24 scope) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, NO_HOSPITAL);
        vm.assertEq(expiresAt, 0);
        vm.assertEq(scope, bytes24(0));
        vm.assertEq(nonceOf(), 1);
    }

    function test_revokeAccess_worksWhilePaused_CON6() public {
        relay(aGrant());
        pause();
        revoke(0);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
        revoke(1);
        vm.assertEq(nonceOf(), 2);
    }

    function test_revokeAccess_worksWhenBothHospitalsAreRemoved() public {
        relay(aGrant());
        removeHospital(hospitalA);
        removeHospital(hospitalB);
        revoke(0);
        (, uint40 expiresAt,) = registry.getGrant(grantIdOf(patient, 0));
        vm.assertEq(expiresAt, 0);
    }

    function test_revokeAccess_leavesOtherGrantsAlone() public {
        relay(aGrant());
        Grant memory second = aGrant();
        second.nonce = 1;
        relay(second);
        revoke(0);
        vm.assertTrue(isAuthorized(1, ALLERGIES));
        vm.assertEq(nonceOf(), 2);
    }

    function test_revokeAccess_takesAnExpiredGrantToo() public {
        relay(aGrant());
        vm.warp(START + 31 days);
        revoke(0);
        (, uint40 expiresAt,) = registry.getGrant(grantIdOf(patient, 0));
        vm.assertEq(expiresAt, 0);
    }

    function test_revokeAccess_twiceTakesEffectOnce_CON5() public {
        relay(aGrant());
        revoke(0);
        GrantId grantId = grantIdOf(patient, 0);
        bytes memory signature = signed(digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantAlreadyOver.selector, grantId));
        registry.revokeAccess(grantId, signature);
    }

    /// @dev Somebody keeps a signed grant back and hopes to relay it after the patient changed their mind.
    function test_revokeAccess_stopsAGrantThatWasNeverRelayed() public {
        Grant memory kept = aGrant();
        bytes memory signature = signed(digestOf(kept));
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRevoked(grantIdOf(patient, 0));
        revoke(0);

        vm.assertEq(nonceOf(), 1);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 1, 0));
        relay(kept, signature);
    }

    /// @dev The number that a revocation used up is spent: a second one would be a statement about nothing.
    function test_revokeAccess_ofANumberAlreadyUsedUpIsRefused_CON5() public {
        revoke(0);
        GrantId grantId = grantIdOf(patient, 0);
        bytes memory signature = signed(digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantAlreadyOver.selector, grantId));
        registry.revokeAccess(grantId, signature);
        vm.assertEq(nonceOf(), 1);
    }

    function test_fuzz_revokeAccess_refusesANumberFurtherAhead(uint40 nonce) public {
        vm.assume(nonce > 0);
        GrantId grantId = grantIdOf(patient, nonce);
        bytes memory signature = signed(digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 0, nonce));
        registry.revokeAccess(grantId, signature);
    }

    function test_revokeAccess_refusesAnUnknownPatient() public {
        uint256 strangerKey = uint256(keccak256("stranger"));
        PatientRef unknown = PatientRef.wrap(vm.addr(strangerKey));
        GrantId grantId = grantIdOf(unknown, 0);
        bytes memory signature = signedBy(strangerKey, digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, unknown));
        registry.revokeAccess(grantId, signature);
    }

    function test_revokeAccess_refusesEveryoneElsesSignature() public {
        relay(aGrant());
        GrantId grantId = grantIdOf(patient, 0);
        uint256 otherKey = uint256(keccak256("other"));
        bytes memory signature = signedBy(otherKey, digestOfRevocation(grantId));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, vm.addr(otherKey))
        );
        registry.revokeAccess(grantId, signature);
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }
}
