// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {NumberedReplayTest, ReplayTest} from "./ReplayTest.sol";

contract KeyRotationReplayTest is NumberedReplayTest {
    function rotationOf(Fields memory fields) private pure returns (IHospitalRegistry.KeyChange memory) {
        return IHospitalRegistry.KeyChange({
            patient: fields.patient, key: vm.addr(NEXT_KEY), nonce: fields.nonce, deadline: fields.deadline
        });
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOfRotation(rotationOf(fields));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        return abi.encodeCall(registry.rotatePatientKey, (rotationOf(fields), signature));
    }

    function test_rotatePatientKey_refusesTheFormerKey() public {
        rotate(aRotation());
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        rotation.key = vm.addr(OTHER_KEY);
        bytes memory signature = signed(digestOfRotation(rotation));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
        rotate(rotation, signature);
    }

    function test_fuzz_rotatePatientKey_refusesAnotherKeyThanTheSignedOne(address key) public {
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        vm.assume(key != address(0) && key != keyOf(patient) && key != rotation.key);
        bytes memory signature = signed(digestOfRotation(rotation));
        rotation.key = key;
        address other = recovered(digestOfRotation(rotation), signature);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, other));
        rotate(rotation, signature);
    }
}

/// @notice Signed by a guardian in the patient's stead, under the patient's number.
contract KeyRecoveryReplayTest is NumberedReplayTest {
    address private _guardian;

    function setUp() public override {
        super.setUp();
        _guardian = vm.addr(signer());
        choose(onlyGuardian(_guardian));
    }

    function signer() internal pure override returns (uint256) {
        return uint256(keccak256("guardian"));
    }

    function putInPlace(address key) internal override {
        _guardian = key;
        choose(onlyGuardian(key));
    }

    function recoveryOf(Fields memory fields) private pure returns (IHospitalRegistry.KeyChange memory) {
        return IHospitalRegistry.KeyChange({
            patient: fields.patient, key: vm.addr(NEXT_KEY), nonce: fields.nonce, deadline: fields.deadline
        });
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOfRecovery(recoveryOf(fields));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = signature;
        return
            abi.encodeCall(
                registry.proposeRecoveryByGuardians, (recoveryOf(fields), onlyGuardian(_guardian), signatures)
            );
    }

    /// @dev What the patient signs is never what guardians sign, over the same fields.
    function test_proposeRecoveryByGuardians_refusesThePatientsOwnRotation() public {
        Fields memory fields = theStatement();
        refuseSignerOf(fields, signed(digestOfRotation(recoveryOf(fields))));
    }

    function test_proposeRecoveryByGuardians_refusesTheFormerGuardian() public {
        Fields memory fields = theStatement();
        bytes32 former = registry.getGuardians(patient);
        choose(onlyGuardian(vm.addr(OTHER_KEY)));
        fields.nonce = nonceOf();
        refuse(
            fields,
            signedBy(signer(), digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.GuardiansMismatch.selector, registry.getGuardians(patient), former)
        );
    }

    /// @dev The patient cancels, and the guardians' old signatures do not bring the proposal back.
    function test_proposeRecoveryByGuardians_refusesTheSameSignatureAfterACancellation() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        accept(fields, signature);
        cancel(aCancellation());
        refuse(fields, signature, reasonTheSecondTime());
        assertNoRecovery();
    }
}

contract GuardianChoiceReplayTest is NumberedReplayTest {
    function choiceOf(Fields memory fields) private pure returns (IHospitalRegistry.GuardianChoice memory) {
        return IHospitalRegistry.GuardianChoice({
            patient: fields.patient,
            guardians: commitmentOf(twoOfThree()),
            nonce: fields.nonce,
            deadline: fields.deadline
        });
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOf(choiceOf(fields));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        return abi.encodeCall(registry.chooseGuardians, (choiceOf(fields), signature));
    }

    /// @dev Guardians who were dismissed do not come back with the choice that once appointed them.
    function test_chooseGuardians_refusesTheSameSignatureAfterAnotherChoice() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        accept(fields, signature);
        choose(onlyGuardian(STRANGER));
        refuse(fields, signature, abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 2, 0));
    }

    function test_chooseGuardians_refusesTheFormerKey() public {
        rotate(aRotation());
        Fields memory fields = theStatement();
        refuse(
            fields,
            signed(digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), patient)
        );
    }
}

/// @notice A cancellation has no deadline and no number: it names the one proposal that it ends.
contract RecoveryCancellationReplayTest is ReplayTest {
    function setUp() public override {
        super.setUp();
        proposeByHospital(vm.addr(NEXT_KEY));
    }

    function putInPlace(address key) internal override {
        super.putInPlace(key);
        proposeByHospital(vm.addr(NEXT_KEY));
    }

    function cancellationOf(Fields memory fields) private pure returns (IHospitalRegistry.RecoveryCancellation memory) {
        return IHospitalRegistry.RecoveryCancellation({
            patient: fields.patient, key: vm.addr(NEXT_KEY), readyAt: uint40(START) + RECOVERY_WAIT
        });
    }

    function digestOf(Fields memory fields) internal view override returns (bytes32) {
        return digestOf(cancellationOf(fields));
    }

    function relayed(Fields memory fields, bytes memory signature) internal view override returns (bytes memory) {
        return abi.encodeCall(registry.cancelRecovery, (cancellationOf(fields), signature));
    }

    function reasonTheSecondTime() internal view override returns (bytes memory) {
        return abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient);
    }

    function test_cancelRecovery_acceptsASignatureOfAnyAge() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        vm.warp(START + 3650 days);
        accept(fields, signature);
    }

    /// @dev The hospital proposes the same key again, a second later: the old cancellation is not about that.
    function test_cancelRecovery_refusesAnOldCancellationOfALaterProposal() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        accept(fields, signature);
        vm.warp(START + 1);
        proposeByHospital(vm.addr(NEXT_KEY));
        refuse(
            fields,
            signature,
            abi.encodeWithSelector(
                IHospitalRegistry.RecoveryOtherPending.selector, vm.addr(NEXT_KEY), START + 1 + RECOVERY_WAIT
            )
        );
    }

    function test_cancelRecovery_refusesAnOldCancellationOfAnotherKey() public {
        Fields memory fields = theStatement();
        bytes memory signature = signed(digestOf(fields));
        proposeByHospital(vm.addr(OTHER_KEY));
        refuse(
            fields,
            signature,
            abi.encodeWithSelector(
                IHospitalRegistry.RecoveryOtherPending.selector, vm.addr(OTHER_KEY), START + RECOVERY_WAIT
            )
        );
    }

    /// @dev Key and time fit what is pending, but that is not what was signed.
    function test_cancelRecovery_refusesASignatureOverAnotherProposal() public {
        Fields memory fields = theStatement();
        IHospitalRegistry.RecoveryCancellation memory other = aCancellation();
        other.readyAt -= 1;
        refuseSignerOf(fields, signed(digestOf(other)));
        other = aCancellation();
        other.key = vm.addr(OTHER_KEY);
        refuseSignerOf(fields, signed(digestOf(other)));
    }
}
