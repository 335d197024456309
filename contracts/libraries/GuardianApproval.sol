// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";
import {KeySignature} from "./KeySignature.sol";

/// @title Checks that enough of a patient's guardians signed a digest
/// @notice Who the guardians are stays a commitment until they are needed: families are not readable on chain.
library GuardianApproval {
    using KeySignature for address;

    /// @notice Returns if `threshold` of the members signed, reverts with the reason if not.
    /// @param commitment What the patient signed: keccak256(abi.encode(guardians)).
    /// @param signatures One for each member in turn, empty for a member that did not sign.
    function requireApproval(
        IHospitalRegistry.GuardianSet calldata guardians,
        bytes32 commitment,
        bytes32 digest,
        bytes[] calldata signatures
    ) internal view {
        bytes32 opened = keccak256(abi.encode(guardians));
        if (opened != commitment) revert IHospitalRegistry.GuardiansMismatch(commitment, opened);
        uint256 count = guardians.members.length;
        if (guardians.threshold == 0 || signatures.length != count) {
            revert IHospitalRegistry.GuardiansInvalid(guardians.threshold, count, signatures.length);
        }

        uint256 approvals = 0;
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            address member = guardians.members[i];
            if (member <= previous) revert IHospitalRegistry.GuardiansNotAscending(previous, member);
            previous = member;
            if (signatures[i].length == 0) continue;
            member.requireSigned(digest, signatures[i]);
            ++approvals;
        }
        if (approvals < guardians.threshold) {
            revert IHospitalRegistry.GuardiansTooFew(approvals, guardians.threshold);
        }
    }
}
