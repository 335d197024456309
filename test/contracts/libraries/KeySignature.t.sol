// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {KeySignature} from "../../../contracts/libraries/KeySignature.sol";
import {BareTest} from "../BareTest.sol";
import {Wallet} from "../Wallet.sol";

contract KeySignatureTest is BareTest {
    using KeySignature for address;

    uint256 private constant KEY = uint256(keccak256("key"));
    bytes32 private constant DIGEST = keccak256("digest");

    function test_fuzz_requireSigned_acceptsTheKeysSignature(uint128 key, bytes32 digest) public view {
        vm.assume(key != 0);
        this.requireSigned(vm.addr(key), digest, signedBy(key, digest));
    }

    function test_fuzz_requireSigned_refusesAnotherDigest(bytes32 digest) public {
        vm.assume(digest != DIGEST);
        bytes memory signature = signedBy(KEY, DIGEST);
        vm.expectPartialRevert(IHospitalRegistry.SignatureSignerMismatch.selector);
        this.requireSigned(vm.addr(KEY), digest, signature);
    }

    function test_requireSigned_refusesAnotherKey() public {
        refuse(
            address(0xE001),
            signedBy(KEY, DIGEST),
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, address(0xE001), vm.addr(KEY))
        );
    }

    /// @dev What fits nobody recovers zero, and zero is not a key: an empty slot must not be anybody's consent.
    function test_requireSigned_neverAcceptsForNobody() public {
        bytes memory nobodys =
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, address(0), address(0));
        refuse(address(0), new bytes(65), nobodys);
        refuse(address(0), new bytes(64), abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 64));
        refuse(address(0), "", abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 0));
    }

    /// @dev Half of the order is the highest s there is; one more is another form of the same signature.
    function test_requireSigned_refusesOneMoreThanHalfOfTheOrder() public {
        bytes32 half = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
        bytes32 more = bytes32(uint256(half) + 1);
        refuse(
            vm.addr(KEY),
            abi.encodePacked(DIGEST, more, uint8(27)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureMalleable.selector, more)
        );
        bytes memory signature = abi.encodePacked(DIGEST, half, uint8(27));
        address somebody = ecrecover(DIGEST, 27, DIGEST, half);
        vm.assertTrue(somebody != address(0));
        this.requireSigned(somebody, DIGEST, signature);
    }

    function test_requireSigned_acceptsExactlyTheWordOfTheStandard_CON3() public {
        Wallet wallet = new Wallet(vm.addr(KEY));
        this.requireSigned(address(wallet), DIGEST, signedBy(KEY, DIGEST));
        bytes memory refused =
            abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(wallet));
        for (uint256 manner = uint256(Wallet.Manner.Refusing); manner <= uint256(type(Wallet.Manner).max); ++manner) {
            wallet.become(Wallet.Manner(manner));
            refuse(address(wallet), signedBy(KEY, DIGEST), refused);
        }
        wallet.become(Wallet.Manner.Careless);
        this.requireSigned(address(wallet), DIGEST, "");
    }

    /// @dev A wallet is told the digest and the signature as they came, and may spend 100,000 gas and no more.
    function test_requireSigned_asksTheWalletWithinItsAllowance_CON3() public {
        Witness witness = new Witness();
        this.requireSigned(address(witness), DIGEST, "any signature");
        (bool isWithin,) = address(witness).staticcall{gas: 100_000}(
            abi.encodeCall(witness.isValidSignature, (DIGEST, "any signature"))
        );
        vm.assertTrue(isWithin);
        refuse(
            address(witness),
            "another signature",
            abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(witness))
        );
    }

    function refuse(address key, bytes memory signature, bytes memory reason) private {
        vm.expectRevert(reason);
        this.requireSigned(key, DIGEST, signature);
    }

    function requireSigned(address key, bytes32 digest, bytes calldata signature) external view {
        key.requireSigned(digest, signature);
    }
}

/// @notice Accepts one signature over one digest, if it was given the gas that was promised.
contract Witness {
    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        uint256 gas = gasleft();
        bool isAsPromised = gas <= 100_000 && gas > 98_000;
        bool isAsSigned = digest == keccak256("digest") && keccak256(signature) == keccak256("any signature");
        return isAsPromised && isAsSigned ? this.isValidSignature.selector : bytes4(0);
    }
}
