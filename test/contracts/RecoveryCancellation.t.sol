// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";

contract RecoveryCancellationTest is KeyTest {
    function setUp() public override {
        super.setUp();
        choose(twoOfThree());
        proposeByHospital(vm.addr(NEXT_KEY));
    }

    function test_cancelRecovery_endsWhatTheHospitalProposed_KEY9() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecoveryCancelled(patient);
        cancel(aCancellation());
        assertOverAndKeyUnchanged();
    }

    function test_cancelRecovery_endsWhatGuardiansProposed_KEY9() public {
        proposeByGuardians(aRotation());
        cancel(aCancellation());
        assertOverAndKeyUnchanged();
        // Nothing of the guardians' stands in the hospital's way now.
        proposeByHospital(vm.addr(OTHER_KEY));
        assertRecovery(vm.addr(OTHER_KEY), block.timestamp + RECOVERY_WAIT, false);
    }

    function test_cancelRecovery_worksUntilItIsFinished() public {
        vm.warp(START + 365 days);
        cancel(aCancellation());
        assertOverAndKeyUnchanged();
    }

    function test_cancelRecovery_worksWhilePaused_CON6() public {
        pause();
        cancel(aCancellation());
        assertNoRecovery();
    }

    function test_cancelRecovery_worksWhenTheHospitalIsRemoved() public {
        removeHospital(hospitalA);
        cancel(aCancellation());
        assertNoRecovery();
    }

    function test_cancelRecovery_refusesWhatNobodyProposed() public {
        IHospitalRegistry.RecoveryCancellation memory cancellation = aCancellation();
        cancel(cancellation);
        bytes memory signature = signed(digestOf(cancellation));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        cancel(cancellation, signature);
        cancellation.patient = PatientRef.wrap(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, STRANGER));
        cancel(cancellation, signature);
    }

    /// @dev The one who would get the patient's ref must not be able to say that nobody wanted it.
    function test_cancelRecovery_refusesEveryoneElsesSignature() public {
        IHospitalRegistry.RecoveryCancellation memory cancellation = aCancellation();
        uint256[3] memory keys = [NEXT_KEY, OTHER_KEY, guardianKeys()[0]];
        for (uint256 index = 0; index < keys.length; ++index) {
            bytes memory signature = signedBy(keys[index], digestOf(cancellation));
            vm.expectRevert(
                abi.encodeWithSelector(
                    IHospitalRegistry.SignatureSignerMismatch.selector, patient, vm.addr(keys[index])
                )
            );
            cancel(cancellation, signature);
        }
    }

    function test_fuzz_cancelRecovery_refusesToNameAnotherProposal(address key, uint40 readyAt) public {
        IHospitalRegistry.RecoveryCancellation memory cancellation = aCancellation();
        vm.assume(key != cancellation.key && readyAt != cancellation.readyAt);
        assertOther(key, cancellation.readyAt);
        assertOther(cancellation.key, readyAt);
        assertOther(key, readyAt);
    }

    function assertOther(address key, uint40 readyAt) private {
        IHospitalRegistry.RecoveryCancellation memory cancellation =
            IHospitalRegistry.RecoveryCancellation({patient: patient, key: key, readyAt: readyAt});
        bytes memory signature = signed(digestOf(cancellation));
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.RecoveryOtherPending.selector, vm.addr(NEXT_KEY), START + RECOVERY_WAIT
            )
        );
        cancel(cancellation, signature);
    }

    function assertOverAndKeyUnchanged() private {
        assertNoRecovery();
        vm.assertEq(keyOf(patient), PatientRef.unwrap(patient));
        vm.warp(block.timestamp + RECOVERY_WAIT);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        registry.finishRecovery(patient);
    }
}
