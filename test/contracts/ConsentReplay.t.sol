// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {NumberedReplayTest, ReplayTest} from "./ReplayTest.sol";

contract GrantReplayTest is NumberedReplayTest {
    function grantOf(Fields memory fields) private view returns (Grant memory grant) {
        grant = aGrant();
        grant.expiresAt = uint40(START + 30 days);
        (grant.patient, grant.nonce, grant.deadline) = (fields.patient, fields.nonce, fields.deadline);
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOf(grantOf(fields));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        Grant memory grant = grantOf(fields);
        GrantId grantId = grantIdOf(grant.patient, grant.nonce);
        return
            abi.encodeCall(registry.grantAccess, (grant.deadline, grantId, termsOf(grant), grant.envelope, signature));
    }

    function test_grantAccess_refusesTheSameSignatureAfterRevocation() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        accept(fields, signature);
        revoke(fields.nonce);
        refuse(fields, signature, reasonTheSecondTime());
        vm.assertFalse(isAuthorized(fields.nonce, ALLERGIES));
    }

    /// @dev One bit of one field changed after signing.
    function test_fuzz_grantAccess_refusesAnAlteredGrant(uint8 field, uint8 bit) public {
        Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        field %= 5;
        if (field == 0) grant.scope ^= bytes24(bytes32(uint256(1) << (64 + bit % 192)));
        if (field == 1) grant.envelope = pointer("another envelope");
        if (field == 2) grant.grantee = hospitalA;
        if (field == 3) grant.expiresAt += uint40(1) << (bit % 32);
        if (field == 4) grant.deadline += uint40(1) << (bit % 32);
        address other = recovered(digestOf(grant), signature);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, other));
        relay(grant, signature);
        vm.assertEq(nonceOf(), 0);
    }

    /// @dev Twelve bytes have room for a number; one that needs more than five of them is nobody's next one.
    function test_fuzz_grantAccess_refusesANumberOfMoreThanFortyBits(uint56 above) public {
        vm.assume(above != 0);
        uint96 nonce = uint96(above) << 40; // Its lower forty bits are the number that is due.
        Grant memory grant = aGrant();
        GrantId grantId = GrantId.wrap(bytes32(bytes20(PatientRef.unwrap(patient))) | bytes32(uint256(nonce)));
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 0, nonce));
        registry.grantAccess(grant.deadline, grantId, termsOf(grant), grant.envelope, signature);
    }

    function test_grantAccess_refusesTheFormerKey() public {
        rotate(aRotation());
        Fields memory fields = theStatement();
        refuse(
            fields,
            signed(digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
    }
}

/// @notice A revocation has no deadline and no number of its own: it takes effect once, whenever it comes.
contract RevocationReplayTest is ReplayTest {
    function setUp() public override {
        super.setUp();
        relay(aGrant());
    }

    function theStatement() internal view override returns (Fields memory) {
        return Fields({patient: patient, nonce: 0, deadline: 0});
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOfRevocation(grantIdOf(fields.patient, fields.nonce));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        return abi.encodeCall(registry.revokeAccess, (grantIdOf(fields.patient, fields.nonce), signature));
    }

    function reasonTheSecondTime() internal view override returns (bytes memory) {
        return abi.encodeWithSelector(IHospitalRegistry.GrantAlreadyOver.selector, grantIdOf(patient, 0));
    }

    function test_revokeAccess_acceptsASignatureOfAnyAge() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        vm.warp(START + 3650 days);
        accept(fields, signature);
    }

    /// @dev An old revocation says nothing about a later grant.
    function test_fuzz_revokeAccess_refusesASignatureForAnotherGrant(uint40 nonce) public {
        vm.assume(nonce != 0);
        bytes memory signature = signed(digestOf(theStatement()));
        refuseSignerOf(Fields({patient: patient, nonce: nonce, deadline: 0}), signature);
    }

    /// @dev The number that ended comes again in no way: not as a grant, not as anything else.
    function test_revokeAccess_spendsTheNumberForEverything() public {
        revoke(0);
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        rotation.nonce = 0;
        bytes memory signature = signed(digestOfRotation(rotation));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 1, 0));
        rotate(rotation, signature);
    }

    function test_fuzz_revokeAccess_refusesANumberOfMoreThanFortyBits(uint56 above) public {
        vm.assume(above != 0);
        uint96 nonce = uint96(above) << 40 | 1; // Its lower forty bits are the number that is due.
        GrantId grantId = GrantId.wrap(bytes32(bytes20(PatientRef.unwrap(patient))) | bytes32(uint256(nonce)));
        bytes memory signature = signed(digestOfRevocation(grantId));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 1, nonce));
        registry.revokeAccess(grantId, signature);
    }

    function test_revokeAccess_refusesTheFormerKey() public {
        rotate(aRotation());
        Fields memory fields = theStatement();
        refuse(
            fields,
            signed(digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
        accept(fields, signedBy(NEXT_KEY, digestOf(fields)));
    }
}
