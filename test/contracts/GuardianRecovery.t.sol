// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";
import {Wallet} from "./Wallet.sol";

contract GuardianRecoveryTest is KeyTest {
    function setUp() public override {
        super.setUp();
        choose(twoOfThree());
    }

    function test_proposeRecoveryByGuardians_changesNothingYet_KEY9() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.RecoveryProposed(patient, vm.addr(NEXT_KEY), uint40(START) + RECOVERY_WAIT, true);
        proposeByGuardians(aRotation());
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, true);
        assertPatient(patient, hospitalA, 1, 2, PatientRef.unwrap(patient));
    }

    function test_proposeRecoveryByGuardians_replacesWhateverWasProposed() public {
        proposeByHospital(vm.addr(OTHER_KEY));
        vm.warp(START + 1 days);
        proposeByGuardians(aRotation());
        assertRecovery(vm.addr(NEXT_KEY), START + 1 days + RECOVERY_WAIT, true);
        vm.warp(START + 2 days);
        IHospitalRegistry.KeyChange memory again = aRotation();
        again.key = vm.addr(OTHER_KEY);
        proposeByGuardians(again);
        assertRecovery(vm.addr(OTHER_KEY), START + 2 days + RECOVERY_WAIT, true);
    }

    /// @dev Which two of the three it is does not matter, nor does it if all of them sign.
    function test_proposeRecoveryByGuardians_acceptsAnyTwoAndAllThree() public {
        uint256[] memory keys = guardianKeys();
        for (uint256 without = 0; without <= 3; ++without) {
            IHospitalRegistry.KeyChange memory recovery = aRotation();
            bytes[] memory signatures = new bytes[](3);
            for (uint256 index = 0; index < 3; ++index) {
                if (index != without) signatures[index] = signedBy(keys[index], digestOfRecovery(recovery));
            }
            proposeByGuardians(recovery, twoOfThree(), signatures);
            vm.assertEq(nonceOf(), 2 + without);
        }
    }

    function test_proposeRecoveryByGuardians_refusesTooFew() public {
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = new bytes[](3);
        expectTooFew(0, 2);
        proposeByGuardians(recovery, twoOfThree(), signatures);
        signatures[1] = signedBy(guardianKeys()[1], digestOfRecovery(recovery));
        expectTooFew(1, 2);
        proposeByGuardians(recovery, twoOfThree(), signatures);
        assertNoRecovery();
        vm.assertEq(nonceOf(), 1);
    }

    /// @dev One guardian cannot speak for another: not twice in one's own place, and not in the other's.
    function test_proposeRecoveryByGuardians_refusesOneGuardianTwice() public {
        uint256[] memory keys = guardianKeys();
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = new bytes[](3);
        signatures[0] = signedBy(keys[0], digestOfRecovery(recovery));
        signatures[1] = signatures[0];
        expectSigner(vm.addr(keys[1]), vm.addr(keys[0]));
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    /// @dev A wrong signature is not passed over, even where enough others are right.
    function test_proposeRecoveryByGuardians_refusesAnySignatureThatIsWrong() public {
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        signatures[1] = signedBy(OTHER_KEY, digestOfRecovery(recovery));
        expectSigner(vm.addr(guardianKeys()[1]), vm.addr(OTHER_KEY));
        proposeByGuardians(recovery, twoOfThree(), signatures);
        signatures[1] = hex"00";
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 1));
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    function test_proposeRecoveryByGuardians_refusesAnotherNumberOfSignatures() public {
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        uint256[3] memory counts = [uint256(0), 2, 4];
        for (uint256 index = 0; index < counts.length; ++index) {
            vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GuardiansInvalid.selector, 2, 3, counts[index]));
            proposeByGuardians(recovery, twoOfThree(), new bytes[](counts[index]));
        }
    }

    /// @dev Threshold, order, members and salt are the commitment: guardians cannot lower the bar for themselves.
    function test_proposeRecoveryByGuardians_refusesEveryOtherSetThanTheChosenOne() public {
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        IHospitalRegistry.GuardianSet[5] memory others =
            [twoOfThree(), twoOfThree(), twoOfThree(), twoOfThree(), onlyGuardian(vm.addr(guardianKeys()[0]))];
        others[0].threshold = 1;
        others[1].salt = keccak256("another salt");
        (others[2].members[0], others[2].members[1]) = (others[2].members[1], others[2].members[0]);
        others[3].members[1] = STRANGER;
        for (uint256 index = 0; index < others.length; ++index) {
            expectMismatch(commitmentOf(twoOfThree()), commitmentOf(others[index]));
            proposeByGuardians(recovery, others[index], signatures);
        }
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    function test_proposeRecoveryByGuardians_refusesWhereNoneWereChosen() public {
        uint256 key = uint256(keccak256("another patient"));
        patient = PatientRef.wrap(vm.addr(key));
        vm.prank(WORKSTATION_A);
        registry.addPatient(patient, KEYRING);
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        expectMismatch(bytes32(0), commitmentOf(twoOfThree()));
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    function test_proposeRecoveryByGuardians_refusesNoKeyAndTheSameKey() public {
        address[2] memory keys = [address(0), PatientRef.unwrap(patient)];
        for (uint256 index = 0; index < keys.length; ++index) {
            IHospitalRegistry.KeyChange memory recovery = aRotation();
            recovery.key = keys[index];
            bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
            vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.PatientKeyInvalid.selector, keys[index]));
            proposeByGuardians(recovery, twoOfThree(), signatures);
        }
        vm.assertEq(nonceOf(), 1);
    }

    function test_proposeRecoveryByGuardians_refusesWhilePaused_CON6() public {
        pause();
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        vm.expectRevert(Pausable.EnforcedPause.selector);
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    function test_proposeRecoveryByGuardians_worksWhenTheHospitalIsRemoved() public {
        removeHospital(hospitalA);
        proposeByGuardians(aRotation());
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, true);
    }

    /// @dev A proposal under an old number does not come back when its key has been in place for long.
    function test_proposeRecoveryByGuardians_refusesAnOldProposalAfterItWasFinished() public {
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        recovery.deadline = uint40(START + 365 days);
        bytes[] memory signatures = signedByTwo(digestOfRecovery(recovery));
        proposeByGuardians(recovery, twoOfThree(), signatures);
        vm.warp(START + RECOVERY_WAIT);
        registry.finishRecovery(patient);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 3, 1));
        proposeByGuardians(recovery, twoOfThree(), signatures);
    }

    // ── Sets that a patient should not choose, but can: only a commitment is seen then ──────────────────────────────

    function test_proposeRecoveryByGuardians_refusesAThresholdOfZero() public {
        IHospitalRegistry.GuardianSet memory guardians = onlyGuardian(STRANGER);
        guardians.threshold = 0;
        assertUseless(guardians, abi.encodeWithSelector(IHospitalRegistry.GuardiansInvalid.selector, 0, 1, 1));
    }

    function test_proposeRecoveryByGuardians_refusesNoMembersAtAll() public {
        IHospitalRegistry.GuardianSet memory guardians =
            IHospitalRegistry.GuardianSet({threshold: 1, members: new address[](0), salt: GUARDIAN_SALT});
        assertUseless(guardians, abi.encodeWithSelector(IHospitalRegistry.GuardiansTooFew.selector, 0, 1));
    }

    function test_proposeRecoveryByGuardians_refusesMembersOutOfOrder() public {
        IHospitalRegistry.GuardianSet memory guardians = twoOfThree();
        (guardians.members[1], guardians.members[2]) = (guardians.members[2], guardians.members[1]);
        assertUseless(guardians, notAscending(guardians.members[1], guardians.members[2]));
    }

    /// @dev The same member twice would be half of two.
    function test_proposeRecoveryByGuardians_refusesTheSameMemberTwice() public {
        IHospitalRegistry.GuardianSet memory guardians = twoOfThree();
        guardians.members[1] = guardians.members[0];
        assertUseless(guardians, notAscending(guardians.members[0], guardians.members[0]));
    }

    function test_proposeRecoveryByGuardians_refusesNobodyAsAMember() public {
        assertUseless(onlyGuardian(address(0)), notAscending(address(0), address(0)));
    }

    function test_proposeRecoveryByGuardians_refusesAThresholdOfMoreThanThereAre() public {
        uint256 key = guardianKeys()[0];
        IHospitalRegistry.GuardianSet memory guardians = onlyGuardian(vm.addr(key));
        guardians.threshold = type(uint8).max;
        choose(guardians);
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = signedBy(key, digestOfRecovery(recovery));
        expectTooFew(1, type(uint8).max);
        proposeByGuardians(recovery, guardians, signatures);
    }

    /// @dev A guardian may be a wallet, next to one with a plain key; the wallet has to answer for itself too.
    function test_proposeRecoveryByGuardians_acceptsAWalletAmongThem() public {
        Wallet wallet = new Wallet(vm.addr(OTHER_KEY));
        address plain = vm.addr(guardianKeys()[0]);
        bool walletFirst = address(wallet) < plain;
        IHospitalRegistry.GuardianSet memory guardians =
            IHospitalRegistry.GuardianSet({threshold: 2, members: new address[](2), salt: GUARDIAN_SALT});
        (guardians.members[0], guardians.members[1]) = walletFirst ? (address(wallet), plain) : (plain, address(wallet));
        choose(guardians);

        IHospitalRegistry.KeyChange memory recovery = aRotation();
        bytes[] memory signatures = new bytes[](2);
        signatures[walletFirst ? 1 : 0] = signedBy(guardianKeys()[0], digestOfRecovery(recovery));
        signatures[walletFirst ? 0 : 1] = signedBy(NEXT_KEY, digestOfRecovery(recovery));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(wallet)));
        proposeByGuardians(recovery, guardians, signatures);
        signatures[walletFirst ? 0 : 1] = signedBy(OTHER_KEY, digestOfRecovery(recovery));
        proposeByGuardians(recovery, guardians, signatures);
        assertRecovery(vm.addr(NEXT_KEY), START + RECOVERY_WAIT, true);
    }

    /// @dev A set is opened and found useless, with as many empty signatures as it has members.
    function assertUseless(IHospitalRegistry.GuardianSet memory guardians, bytes memory reason) private {
        choose(guardians);
        IHospitalRegistry.KeyChange memory recovery = aRotation();
        vm.expectRevert(reason);
        proposeByGuardians(recovery, guardians, new bytes[](guardians.members.length));
    }

    function notAscending(address previous, address member) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHospitalRegistry.GuardiansNotAscending.selector, previous, member);
    }

    function expectTooFew(uint256 approvals, uint8 threshold) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GuardiansTooFew.selector, approvals, threshold));
    }

    function expectMismatch(bytes32 chosen, bytes32 opened) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GuardiansMismatch.selector, chosen, opened));
    }

    function expectSigner(address expected, address actual) private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, expected, actual));
    }
}
