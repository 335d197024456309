// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {SignedStatement} from "./SignedStatement.sol";
import {Wallet} from "./Wallet.sol";

/// @notice The part of the replay matrix in which a contract wallet (ERC-1271) signs.
abstract contract WalletReplayTest is SignedStatement {
    Wallet internal wallet;

    function test_replay_ofAWalletTheStatementItselfCountsOnce() public {
        Fields memory fields = theWalletsStatement();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(fields));
        accept(fields, signature);
        refuse(fields, signature, reasonTheSecondTime());
    }

    /// @dev Two wallets of one owner: what was signed for one patient's wallet is put before the other's.
    function test_replay_refusesWhatTheSameOwnerSignedForAnotherWallet() public {
        Fields memory fields = theWalletsStatement();
        fields.patient = OTHER_PATIENT;
        bytes memory signature = signedBy(OTHER_KEY, digestOf(fields));
        refuse(theStatement(), signature, refusedByWallet());
    }

    function test_replay_refusesASignatureOfTheWalletsFormerOwner() public {
        Fields memory fields = theWalletsStatement();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(fields));
        wallet.handTo(vm.addr(NEXT_KEY));
        refuse(fields, signature, refusedByWallet());
    }

    /// @dev The code at the address is another wallet's now, or none at all.
    function test_replay_refusesASignatureAfterTheWalletWasSwapped() public {
        Fields memory fields = theWalletsStatement();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(fields));
        vm.etch(address(wallet), hex"00");
        refuse(fields, signature, refusedByWallet());
        vm.etch(address(wallet), "");
        refuse(
            fields,
            signature,
            abi.encodeWithSelector(
                IHospitalRegistry.SignatureSignerMismatch.selector, address(wallet), vm.addr(OTHER_KEY)
            )
        );
    }

    /// @dev The key that was there before the wallet, and the owner for another chain or in other shapes.
    function test_replay_refusesWhatIsNotTheWalletsOwnStatement() public {
        uint256 before = signer();
        Fields memory fields = theWalletsStatement();
        bytes32 digest = digestOf(fields);
        (bytes memory malleated,) = highS(OTHER_KEY, digest);
        refuse(fields, signedBy(before, digest), refusedByWallet());
        refuse(fields, malleated, refusedByWallet());
        refuse(fields, compact(OTHER_KEY, digest), refusedByWallet());
        refuse(fields, new bytes(65), refusedByWallet());
        vm.chainId(block.chainid + 1);
        refuse(fields, signedBy(OTHER_KEY, digest), refusedByWallet());
    }

    function test_replay_refusesAWalletThatMisbehaves() public {
        Fields memory fields = theWalletsStatement();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(fields));
        for (uint256 manner = uint256(Wallet.Manner.Refusing); manner <= uint256(type(Wallet.Manner).max); ++manner) {
            wallet.become(Wallet.Manner(manner));
            refuse(fields, signature, refusedByWallet());
        }
        wallet.become(Wallet.Manner.Careless);
        accept(fields, "of any length");
    }

    /// @dev CON3: bounded gas. A wallet that never ends costs its allowance and the caller keeps the rest.
    function test_replay_isBoundedWhenTheWalletNeverEnds() public {
        Fields memory fields = theWalletsStatement();
        bytes memory call = relayed(fields, new bytes(65));
        Wallet.Manner[2] memory manners = [Wallet.Manner.Endless, Wallet.Manner.Flooding];
        for (uint256 index = 0; index < manners.length; ++index) {
            wallet.become(manners[index]);
            uint256 before = gasleft();
            (bool succeeded,) = address(registry).call(call);
            uint256 spent = before - gasleft();
            vm.assertFalse(succeeded);
            vm.assertTrue(spent < 160_000);
        }
    }

    function theWalletsStatement() internal returns (Fields memory) {
        wallet = new Wallet(vm.addr(OTHER_KEY));
        putInPlace(address(wallet));
        return theStatement();
    }

    function refusedByWallet() private view returns (bytes memory) {
        return abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(wallet));
    }
}
