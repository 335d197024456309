// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IHospitalRegistry} from "../interfaces/IHospitalRegistry.sol";

/// @title Checks that a key signed a digest
/// @notice A plain key comes first, a contract wallet (ERC-1271) second: almost every key is a plain one, and looking
/// for code at a cold address costs as much as the signature check itself.
library KeySignature {
    /// @dev What a wallet may spend on its answer. Enough for a multi-signature of a handful of keys.
    uint256 internal constant WALLET_GAS = 100_000;

    /// @notice Returns if `signature` is the key's over `digest`, reverts with the reason if it is not.
    function requireSigned(address key, bytes32 digest, bytes calldata signature) internal view {
        (address recovered, ECDSA.RecoverError failure, bytes32 detail) = ECDSA.tryRecoverCalldata(digest, signature);
        if (recovered == key && key != address(0)) return; // A signature that does not fit recovers zero.

        if (key.code.length > 0) {
            if (isAcceptedByWallet(key, digest, signature)) return;
            revert IHospitalRegistry.SignatureRefusedByWallet(key);
        }
        if (failure == ECDSA.RecoverError.InvalidSignatureLength) {
            revert IHospitalRegistry.SignatureLengthInvalid(uint256(detail));
        }
        if (failure == ECDSA.RecoverError.InvalidSignatureS) revert IHospitalRegistry.SignatureMalleable(detail);
        revert IHospitalRegistry.SignatureSignerMismatch(key, recovered);
    }

    function isAcceptedByWallet(address wallet, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (bool answered, bytes memory answer) =
            wallet.staticcall{gas: WALLET_GAS}(abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        return answered && answer.length == 32 && bytes32(answer) == bytes32(IERC1271.isValidSignature.selector);
    }
}
