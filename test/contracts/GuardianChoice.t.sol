// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";

contract GuardianChoiceTest is KeyTest {
    function test_chooseGuardians_isRelayedByAnyoneAndCounts_KEY9() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.GuardiansChosen(patient, commitmentOf(twoOfThree()));
        choose(twoOfThree());
        vm.assertEq(registry.getGuardians(patient), commitmentOf(twoOfThree()));
        assertPatient(patient, hospitalA, 1, 1, PatientRef.unwrap(patient));
    }

    function test_chooseGuardians_endsWhatTheFormerOnesProposed() public {
        choose(twoOfThree());
        proposeByGuardians(aRotation());
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecoveryCancelled(patient);
        choose(onlyGuardian(STRANGER));
        vm.warp(START + RECOVERY_WAIT);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.RecoveryUnknown.selector, patient));
        registry.finishRecovery(patient);
    }

    function test_chooseGuardians_leavesWhatTheHospitalProposed() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        choose(onlyGuardian(STRANGER));
        vm.warp(START + RECOVERY_WAIT);
        registry.finishRecovery(patient);
        vm.assertEq(keyOf(patient), vm.addr(NEXT_KEY));
    }

    function test_chooseGuardians_aLaterChoiceReplacesIt() public {
        choose(twoOfThree());
        choose(onlyGuardian(STRANGER));
        vm.assertEq(registry.getGuardians(patient), commitmentOf(onlyGuardian(STRANGER)));
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.GuardiansMismatch.selector,
                commitmentOf(onlyGuardian(STRANGER)),
                commitmentOf(twoOfThree())
            )
        );
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    function test_chooseGuardians_nobodyMeansNobody() public {
        choose(twoOfThree());
        IHospitalRegistry.GuardianChoice memory choice = aChoice();
        choice.guardians = bytes32(0);
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.GuardiansChosen(patient, bytes32(0));
        choose(choice, signed(digestOf(choice)));
        vm.assertEq(registry.getGuardians(patient), bytes32(0));
    }

    function test_chooseGuardians_refusesWhilePaused_CON6() public {
        pause();
        IHospitalRegistry.GuardianChoice memory choice = aChoice();
        bytes memory signature = signed(digestOf(choice));
        vm.expectRevert(Pausable.EnforcedPause.selector);
        choose(choice, signature);
    }

    function test_chooseGuardians_worksWhenTheHospitalIsRemoved() public {
        removeHospital(hospitalA);
        choose(twoOfThree());
        vm.assertEq(registry.getGuardians(patient), commitmentOf(twoOfThree()));
    }

    function test_fuzz_chooseGuardians_refusesAnotherChoiceThanTheSignedOne(bytes32 guardians) public {
        IHospitalRegistry.GuardianChoice memory choice = aChoice();
        vm.assume(guardians != choice.guardians);
        bytes memory signature = signed(digestOf(choice));
        choice.guardians = guardians;
        address other = recovered(digestOf(choice), signature);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, other));
        choose(choice, signature);
    }
}
