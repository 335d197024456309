// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A wallet that signs with its owner's key, as most do, and can be made to misbehave.
/// @dev Like most it looks at the digest only: nothing in the signature says for which wallet it was made.
contract Wallet is IERC1271 {
    enum Manner {
        Proper,
        /// Accepts whatever is put before it.
        Careless,
        Refusing,
        Reverting,
        /// Reverts with the right word.
        Taunting,
        Endless,
        /// The right word, with fifty thousand bytes.
        Flooding,
        Silent,
        /// The right four bytes, and dirt after them.
        Dirty,
        /// The right four bytes, and no more.
        Short
    }

    address private _owner;
    Manner private _manner;

    constructor(address owner) {
        _owner = owner;
    }

    function become(Manner manner) external {
        _manner = manner;
    }

    function handTo(address owner) external {
        _owner = owner;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        bytes32 accepted = bytes32(IERC1271.isValidSignature.selector);
        if (_manner == Manner.Careless) return bytes4(accepted);
        if (_manner == Manner.Refusing) return 0xffffffff;
        if (_manner == Manner.Reverting) revert();
        if (_manner == Manner.Taunting) {
            assembly {
                mstore(0, accepted)
                revert(0, 32)
            }
        }
        if (_manner == Manner.Endless) while (true) {}
        if (_manner == Manner.Flooding) answer(accepted, 50_000);
        if (_manner == Manner.Silent) answer(accepted, 0);
        if (_manner == Manner.Dirty) answer(accepted | bytes32(uint256(1)), 32);
        if (_manner == Manner.Short) answer(accepted, 4);
        (address recovered,,) = ECDSA.tryRecoverCalldata(digest, signature);
        return recovered == _owner ? bytes4(accepted) : bytes4(0xffffffff);
    }

    function answer(bytes32 word, uint256 length) private pure {
        assembly {
            mstore(0, word)
            return(0, length)
        }
    }
}
