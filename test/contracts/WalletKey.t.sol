// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";
import {Wallet} from "./Wallet.sol";

/// @notice Patients whose key is a contract wallet (ERC-1271). What it must not accept, the replay matrix tries.
contract WalletKeyTest is KeyTest {
    Wallet private wallet;

    function setUp() public override {
        super.setUp();
        wallet = new Wallet(vm.addr(OTHER_KEY));
        patient = PatientRef.wrap(address(wallet));
        vm.prank(WORKSTATION_A);
        registry.addPatient(patient, KEYRING);
    }

    function test_grantAccess_acceptsWhatTheWalletAccepts_CON3() public {
        relay(aGrant(), signedBy(OTHER_KEY, digestOf(aGrant())));
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    function test_grantAccess_acceptsASignatureOfAnyLengthOfAWallet() public {
        wallet.become(Wallet.Manner.Careless);
        relay(aGrant(), "");
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    function test_revokeAccess_acceptsWhatTheWalletAccepts_CON3() public {
        relay(aGrant(), signedBy(OTHER_KEY, digestOf(aGrant())));
        GrantId grantId = grantIdOf(patient, 0);
        registry.revokeAccess(grantId, signedBy(OTHER_KEY, digestOfRevocation(grantId)));
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_grantAccess_refusesWhatTheWalletRefuses() public {
        bytes memory signature = signedBy(OTHER_KEY, keccak256("something else"));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureRefusedByWallet.selector, address(wallet)));
        relay(aGrant(), signature);
    }

    function test_chooseGuardians_acceptsWhatTheWalletAccepts_KEY9() public {
        choose(aChoice(), signedBy(OTHER_KEY, digestOf(aChoice())));
        vm.assertEq(registry.getGuardians(patient), aChoice().guardians);
    }

    function test_cancelRecovery_acceptsWhatTheWalletAccepts_KEY9() public {
        proposeByHospital(vm.addr(NEXT_KEY));
        cancel(aCancellation(), signedBy(OTHER_KEY, digestOf(aCancellation())));
        assertNoRecovery();
    }

    /// @dev From a wallet to a plain key: the wallet, which could be anybody's one day, has nothing to say any more.
    function test_rotatePatientKey_leavesTheWalletBehind_KEY9() public {
        rotate(aRotation(), signedBy(OTHER_KEY, digestOfRotation(aRotation())));
        wallet.become(Wallet.Manner.Careless);
        Grant memory grant = aGrant();
        grant.nonce = 1;
        bytes memory signature = signedBy(OTHER_KEY, digestOf(grant));
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(NEXT_KEY), vm.addr(OTHER_KEY)
            )
        );
        relay(grant, signature);
        relay(grant, signedBy(NEXT_KEY, digestOf(grant)));
    }

    /// @dev From one wallet to another of the same owner: what was signed under the old number stays dead.
    function test_rotatePatientKey_toAnotherWalletOfTheSameOwnerRevivesNothing() public {
        Grant memory kept = aGrant();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(kept));
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        rotation.key = address(new Wallet(vm.addr(OTHER_KEY)));
        rotate(rotation, signedBy(OTHER_KEY, digestOfRotation(rotation)));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, 1, 0));
        relay(kept, signature);
    }

    /// @dev The address of a wallet that is not there yet is a key that nobody has, until it is.
    function test_grantAccess_waitsForAWalletThatIsNotThereYet() public {
        address later = address(0xD003);
        patient = PatientRef.wrap(later);
        vm.prank(WORKSTATION_A);
        registry.addPatient(patient, KEYRING);
        bytes memory signature = signedBy(OTHER_KEY, digestOf(aGrant()));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, later, vm.addr(OTHER_KEY))
        );
        relay(aGrant(), signature);

        vm.etch(later, address(wallet).code);
        Wallet(later).handTo(vm.addr(OTHER_KEY));
        relay(aGrant(), signature);
    }

    /// @dev A plain key comes first: code at its address neither stands in its way nor is asked.
    function test_grantAccess_acceptsAPlainKeyThatHasCodeToo() public {
        patient = PatientRef.wrap(vm.addr(PATIENT_KEY));
        vm.etch(vm.addr(PATIENT_KEY), hex"fe");
        relay(aGrant());
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    /// @dev Whoever relays can starve the wallet. It is refused then, and nothing else happens.
    function test_fuzz_grantAccess_withTooLittleGasChangesNothing(uint32 gasLimit) public {
        gasLimit = gasLimit % 400_000;
        Grant memory grant = aGrant();
        bytes memory signature = signedBy(OTHER_KEY, digestOf(grant));
        bytes memory call = abi.encodeCall(
            registry.grantAccess, (grant.deadline, grantIdOf(patient, 0), termsOf(grant), grant.envelope, signature)
        );
        (bool succeeded,) = address(registry).call{gas: gasLimit}(call);
        vm.assertEq(nonceOf(), succeeded ? 1 : 0);
        vm.assertEq(isAuthorized(0, ALLERGIES), succeeded);
    }
}
