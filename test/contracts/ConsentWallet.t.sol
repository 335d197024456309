// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

/// @notice A wallet that accepts exactly one digest, and can be made to misbehave.
contract Wallet is IERC1271 {
    enum Manner {
        Proper,
        Refusing,
        Endless,
        Flooding,
        Silent
    }

    bytes32 private _accepted;
    Manner private _manner;

    function accept(bytes32 digest, Manner manner) external {
        _accepted = digest;
        _manner = manner;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        if (_manner == Manner.Endless) while (true) {}
        if (_manner == Manner.Flooding) {
            assembly {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 50000)
            }
        }
        if (_manner == Manner.Silent) {
            assembly {
                return(0, 0)
            }
        }
        return _manner == Manner.Proper && digest == _accepted ? this.isValidSignature.selector : bytes4(0);
    }
}

contract ConsentWalletTest is ConsentTest {
    Wallet private wallet;

    function setUp() public override {
        super.setUp();
        wallet = new Wallet();
        patient = PatientRef.wrap(address(wallet));
        vm.prank(WORKSTATION_A);
        registry.addPatient(patient, KEYRING);
    }

    function test_grantAccess_acceptsWhatTheWalletAccepts_CON3() public {
        wallet.accept(digestOf(aGrant()), Wallet.Manner.Proper);
        registry.grantAccess(aGrant(), "any length");
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    function test_revokeAccess_acceptsWhatTheWalletAccepts_CON3() public {
        wallet.accept(digestOf(aGrant()), Wallet.Manner.Proper);
        registry.grantAccess(aGrant(), "");
        wallet.accept(digestOf(aRevocation()), Wallet.Manner.Proper);
        registry.revokeAccess(aRevocation(), "");
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_grantAccess_refusesWhatTheWalletRefuses() public {
        wallet.accept(keccak256("something else"), Wallet.Manner.Proper);
        assertRefused();
    }

    function test_grantAccess_refusesAWalletThatMisbehaves() public {
        Wallet.Manner[4] memory manners =
            [Wallet.Manner.Refusing, Wallet.Manner.Endless, Wallet.Manner.Flooding, Wallet.Manner.Silent];
        for (uint256 index = 0; index < manners.length; ++index) {
            wallet.accept(digestOf(aGrant()), manners[index]);
            assertRefused();
        }
    }

    /// @dev CON3: bounded gas. A wallet that never ends costs its allowance and the caller keeps the rest.
    function test_grantAccess_isBoundedWhenTheWalletNeverEnds() public {
        wallet.accept(digestOf(aGrant()), Wallet.Manner.Endless);
        uint256 before = gasleft();
        assertRefused();
        vm.assertTrue(before - gasleft() < 160_000);
    }

    function assertRefused() private {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(wallet)));
        registry.grantAccess(aGrant(), new bytes(65));
    }
}
