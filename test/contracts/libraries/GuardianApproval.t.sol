// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {GuardianApproval} from "../../../contracts/libraries/GuardianApproval.sol";
import {BareTest} from "../BareTest.sol";

/// @notice Sets of every size up to eight, and every way to sign. Its single reasons `Guardians.t.sol` asks one by one.
contract GuardianApprovalTest is BareTest {
    using GuardianApproval for IHospitalRegistry.GuardianSet;

    bytes32 private constant DIGEST = keccak256("digest");

    function test_fuzz_requireApproval_acceptsExactlyWhereEnoughSigned(uint8 size, uint8 threshold, uint8 signers)
        public
    {
        uint256[] memory keys = sortedKeys(size % 9);
        IHospitalRegistry.GuardianSet memory guardians = setOf(keys, threshold % 9);
        bytes[] memory signatures = new bytes[](keys.length);
        uint256 approvals = 0;
        for (uint256 index = 0; index < keys.length; ++index) {
            if (signers & (uint8(1) << uint8(index)) == 0) continue;
            signatures[index] = signedBy(keys[index], DIGEST);
            ++approvals;
        }

        if (guardians.threshold == 0) {
            vm.expectRevert(
                abi.encodeWithSelector(IHospitalRegistry.GuardiansInvalid.selector, 0, keys.length, keys.length)
            );
        } else if (approvals < guardians.threshold) {
            vm.expectRevert(
                abi.encodeWithSelector(IHospitalRegistry.GuardiansTooFew.selector, approvals, guardians.threshold)
            );
        }
        this.requireApproval(guardians, keccak256(abi.encode(guardians)), signatures);
    }

    /// @dev The order is said once for all of them: one exchange of two neighbours is found wherever it is.
    function test_fuzz_requireApproval_refusesEveryOtherOrder(uint8 place) public {
        IHospitalRegistry.GuardianSet memory guardians = setOf(sortedKeys(8), 1);
        uint256 index = place % 7;
        (address lower, address higher) = (guardians.members[index], guardians.members[index + 1]);
        (guardians.members[index], guardians.members[index + 1]) = (higher, lower);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GuardiansNotAscending.selector, higher, lower));
        this.requireApproval(guardians, keccak256(abi.encode(guardians)), new bytes[](8));
    }

    function test_fuzz_requireApproval_refusesEveryOtherCommitment(bytes32 commitment) public {
        IHospitalRegistry.GuardianSet memory guardians = setOf(sortedKeys(2), 1);
        bytes32 opened = keccak256(abi.encode(guardians));
        vm.assume(commitment != opened);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GuardiansMismatch.selector, commitment, opened));
        this.requireApproval(guardians, commitment, new bytes[](2));
    }

    function requireApproval(
        IHospitalRegistry.GuardianSet calldata guardians,
        bytes32 commitment,
        bytes[] calldata signatures
    ) external view {
        guardians.requireApproval(commitment, DIGEST, signatures);
    }

    function setOf(uint256[] memory keys, uint8 threshold)
        private
        pure
        returns (IHospitalRegistry.GuardianSet memory guardians)
    {
        guardians = IHospitalRegistry.GuardianSet({
            threshold: threshold, members: new address[](keys.length), salt: keccak256("salt")
        });
        for (uint256 index = 0; index < keys.length; ++index) {
            guardians.members[index] = vm.addr(keys[index]);
        }
    }

    /// @return keys In the order of their addresses.
    function sortedKeys(uint256 size) private pure returns (uint256[] memory keys) {
        keys = new uint256[](size);
        for (uint256 index = 0; index < size; ++index) {
            uint256 key = uint256(keccak256(abi.encode("guardian", index)));
            uint256 place = index;
            for (; place > 0 && vm.addr(keys[place - 1]) > vm.addr(key); --place) {
                keys[place] = keys[place - 1];
            }
            keys[place] = key;
        }
    }
}
