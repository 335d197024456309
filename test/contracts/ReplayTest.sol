// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {grantIdOf} from "../../contracts/types/GrantId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {WalletReplayTest} from "./WalletReplayTest.sol";

/// @notice R-20: every way to use a signature for what was not signed, or twice, tried for one kind of statement.
/// Each kind of statement inherits the whole matrix and says what it is and how it travels.
abstract contract ReplayTest is WalletReplayTest {
    /// @dev Without this one, whatever is refused below could be refused for another reason.
    function test_replay_theStatementItselfCounts() public {
        bytes32 before = everything();
        accept(theStatement(), signedBy(signer(), digestOf(theStatement())));
        vm.assertTrue(everything() != before);
    }

    function test_replay_refusesTheSameSignatureTwice() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        accept(fields, signature);
        refuse(fields, signature, reasonTheSecondTime());
    }

    function test_fuzz_replay_refusesASignatureForAnotherChain(uint64 chainId) public {
        vm.assume(chainId != 0 && chainId != block.chainid);
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        vm.chainId(chainId);
        refuseSignerOf(fields, signature);
    }

    /// @dev The same hospitals, patient, numbers and proposals, at another address.
    function test_replay_refusesASignatureForAnotherContract() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        address one = address(registry);
        setUp();
        vm.assertTrue(address(registry) != one);
        refuseSignerOf(fields, signature);
    }

    function test_replay_refusesTheHighS() public {
        Fields memory fields = theStatement();
        (bytes memory signature, bytes32 s) = highS(signer(), digestOf(fields));
        refuse(fields, signature, abi.encodeWithSelector(IHospitalRegistry.SignatureMalleable.selector, s));
    }

    function test_replay_refusesTheCompactForm() public {
        Fields memory fields = theStatement();
        refuse(
            fields,
            compact(signer(), digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 64)
        );
    }

    /// @dev One byte more or fewer than 65, or any other number but none: guardians may leave a signature out.
    function test_fuzz_replay_refusesEveryOtherLength(uint8 length) public {
        vm.assume(length != 65 && length != 0);
        refuse(
            theStatement(),
            new bytes(length),
            abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, length)
        );
    }

    /// @dev 65 zero bytes recover to nobody, and so do numbers other than 27 and 28; nobody is not a patient.
    function test_replay_refusesASignatureThatIsNobodys() public {
        Fields memory fields = theStatement();
        bytes memory nobodys =
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(signer()), address(0));
        refuse(fields, new bytes(65), nobodys);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer(), digestOf(fields));
        refuse(fields, abi.encodePacked(r, s, v - 27), nobodys);
        refuse(fields, abi.encodePacked(r, s, v + 8), nobodys);
    }

    /// @dev The same key, the same numbers, another statement: a rotation is no recovery, and the other way round.
    function test_replay_refusesASignatureOverEveryOtherKindOfStatement() public {
        Fields memory fields = theStatement();
        bytes32[6] memory digests = everyStatement();
        uint256 same = 0;
        for (uint256 index = 0; index < digests.length; ++index) {
            if (digests[index] == digestOf(fields)) ++same;
            else refuseSignerOf(fields, signedBy(signer(), digests[index]));
        }
        vm.assertEq(same, 1);
    }

    function test_replay_refusesASignatureForAnotherPatient() public {
        Fields memory fields = theStatement();
        fields.patient = OTHER_PATIENT;
        bytes memory signature = signedBy(signer(), digestOf(fields));
        refuseSignerOf(theStatement(), signature);
    }

    function test_fuzz_replay_refusesEveryoneElsesSignature(uint128 key) public {
        vm.assume(key != 0);
        Fields memory fields = theStatement();
        refuseSignerOf(fields, signedBy(key, digestOf(fields)));
    }

    /// @dev Every single bit of the call, also those of a word that its type leaves unused; only what fills up the last
    /// word of the signature means nothing.
    function test_replay_refusesEveryAlteredBit() public {
        Fields memory fields = theStatement();
        bytes memory call = relayed(fields, signedBy(signer(), digestOf(fields)));
        bytes32 before = everything();
        for (uint256 bit = 0; bit < (call.length - 31) * 8; ++bit) {
            call[bit / 8] ^= bytes1(uint8(1) << uint8(bit % 8));
            (bool succeeded,) = address(registry).call(call);
            vm.assertFalse(succeeded);
            call[bit / 8] ^= bytes1(uint8(1) << uint8(bit % 8));
        }
        vm.assertTrue(everything() == before);
        (bool unaltered,) = address(registry).call(call);
        vm.assertTrue(unaltered);
    }

    /// @dev One statement of each of the six kinds about the patient, now.
    function everyStatement() private view returns (bytes32[6] memory) {
        Grant memory grant = aGrant();
        grant.nonce = nonceOf();
        return [
            digestOf(grant),
            digestOfRevocation(grantIdOf(patient, theStatement().nonce)),
            digestOfRotation(aRotation()),
            digestOfRecovery(aRotation()),
            digestOf(aChoice()),
            digestOf(aCancellation())
        ];
    }
}

/// @notice The matrix for statements that carry a number and a deadline.
abstract contract NumberedReplayTest is ReplayTest {
    function reasonTheSecondTime() internal view override returns (bytes memory) {
        return
            abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, nonceOf(), uint96(nonceOf()) - 1);
    }

    function test_fuzz_replay_refusesEveryOtherNumber(uint40 nonce) public {
        Fields memory fields = theStatement();
        vm.assume(nonce != fields.nonce);
        uint40 expected = fields.nonce;
        fields.nonce = nonce;
        refuse(
            fields,
            signedBy(signer(), digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.SignatureNonceMismatch.selector, expected, nonce)
        );
    }

    /// @dev The patient withdraws what was signed and not relayed yet, by using up its number.
    function test_replay_refusesASignatureWhoseNumberWasUsedUp() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        revoke(fields.nonce);
        refuse(fields, signature, reasonTheSecondTime());
    }

    function test_replay_refusesASignatureAfterTheDeadline() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        uint256 late = uint256(fields.deadline) + 1;
        vm.warp(late);
        refuse(
            fields,
            signature,
            abi.encodeWithSelector(IHospitalRegistry.SignatureDeadlinePassed.selector, fields.deadline, late)
        );
    }

    function test_replay_acceptsASignatureUpToTheDeadline() public {
        Fields memory fields = theStatement();
        bytes memory signature = signedBy(signer(), digestOf(fields));
        vm.warp(fields.deadline);
        accept(fields, signature);
    }

    function test_fuzz_replay_refusesAnotherDeadlineThanTheSignedOne(uint40 deadline) public {
        Fields memory fields = theStatement();
        vm.assume(deadline != fields.deadline && deadline >= block.timestamp);
        bytes memory signature = signedBy(signer(), digestOf(fields));
        fields.deadline = deadline;
        refuseSignerOf(fields, signature);
    }

    function test_replay_refusesWhilePaused() public {
        pause();
        refuse(theStatement(), signedBy(signer(), digestOf(theStatement())), abi.encodeWithSignature("EnforcedPause()"));
    }

    function test_replay_refusesAnUnknownPatient() public {
        Fields memory fields = theStatement();
        fields.patient = PatientRef.wrap(STRANGER);
        refuse(
            fields,
            signedBy(signer(), digestOf(fields)),
            abi.encodeWithSelector(IHospitalRegistry.PatientUnknown.selector, STRANGER)
        );
    }
}
