// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../types/PatientRef.sol";

/// @title Checks that a patient signed a digest
/// @notice The patient's own key comes first, a contract wallet (ERC-1271) second: almost every patient is a plain key,
/// and looking for code at a cold address costs as much as the signature check itself.
library PatientSignature {
    /// @dev What a wallet may spend on its answer. Enough for a multi-signature of a handful of guardians.
    uint256 internal constant WALLET_GAS = 100_000;

    /// @notice Returns if `signature` is the patient's over `digest`, reverts with the reason if it is not.
    function requireSigned(PatientRef patient, bytes32 digest, bytes calldata signature) internal view {
        address expected = PatientRef.unwrap(patient);
        (address recovered, ECDSA.RecoverError failure, bytes32 detail) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == expected) return;

        if (expected.code.length > 0) {
            if (isAcceptedByWallet(expected, digest, signature)) return;
            revert IHospitalRegistry.SignatureRefusedByWallet(expected);
        }
        if (failure == ECDSA.RecoverError.InvalidSignatureLength) {
            revert IHospitalRegistry.SignatureLengthInvalid(uint256(detail));
        }
        if (failure == ECDSA.RecoverError.InvalidSignatureS) revert IHospitalRegistry.SignatureMalleable(detail);
        revert IHospitalRegistry.SignatureSignerMismatch(expected, recovered);
    }

    function isAcceptedByWallet(address wallet, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (bool answered, bytes memory answer) =
            wallet.staticcall{gas: WALLET_GAS}(abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        return answered && answer.length == 32 && bytes32(answer) == bytes32(IERC1271.isValidSignature.selector);
    }
}
