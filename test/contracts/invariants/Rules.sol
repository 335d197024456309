// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Comparisons} from "./Comparisons.sol";
import {Action} from "./Stage.sol";
import {Kind} from "./Statements.sol";
import {Rule} from "./WitnessOfConsent.sol";

/// @notice What stays true whatever anybody does, in any order.
abstract contract Rules is Comparisons {
    /// @notice (i)
    function onlyAFreshSignatureOfThePatientGrants() public view {
        assertNeverWronglyAccepted(Action.Grant);
        for (uint256 action = uint256(Action.Replay); action <= uint256(Action.Transplant); ++action) {
            assertNeverWronglyAccepted(Action(action));
        }
        assertEveryGrantWasSigned();
    }

    /// @notice (ii)
    function whatIsOverStaysOver() public view {
        assertKept(Rule.OverStaysOver);
        assertNothingOverIsAuthorized();
    }

    /// @notice (iii)
    function numbersCountAcceptedStatements() public view {
        assertNumbersCountStatements();
        assertPatientsEqualTheModel();
    }

    /// @notice (iv)
    function headsOnlyMoveForward() public view {
        assertKept(Rule.HeadsMoveForward);
        assertStreamsEqualModelAndWitness();
    }

    /// @notice (v)
    function everySequenceCountsOnce() public view {
        assertKept(Rule.SequencesCountOnce);
        assertNeverWronglyAccepted(Action.AddRecord);
        assertNeverWronglyAccepted(Action.AddRecords);
        assertNeverWronglyAccepted(Action.RemoveRecord);
    }

    /// @notice (vi)
    function termsNeverChangeExceptToNothing() public view {
        assertKept(Rule.TermsNeverChange);
        assertTermsAreWhatWasGivenOrNothing();
    }

    /// @notice (vii)
    function aPauseGivesNoRightAndKeepsNobodyFromRevoking() public view {
        assertKept(Rule.PauseGivesNoRight);
        vm.assertEq(handler.endsRefusedWhilePaused(), 0, "a revocation was refused while paused");
        for (uint256 kind = 0; kind <= uint256(Kind.KeyRecovery); ++kind) {
            if (Kind(kind) == Kind.Revocation || Kind(kind) == Kind.RecoveryCancellation) continue;
            vm.assertEq(handler.takenWhilePaused(Kind(kind)), 0, "a right was given while paused");
        }
    }

    /// @notice (viii)
    function authorizationDependsOnThePastOnly() public view {
        assertKept(Rule.OnlyThePastCounts);
        vm.assertTrue(witness.answersStand(), "an earlier answer is not what the events until then say");
        assertAuthorizationEqualsTheEvents();
    }

    /// @notice (ix)
    function keysChangeByRotationOrRecoveryOnly() public view {
        assertKept(Rule.KeysAndHospitalsStay);
        assertKeysEqualTheEvents();
        assertRecoveriesEqualTheModel();
    }

    /// @notice (x)
    function onlyWorkstationsOfAdmittedHospitalsWrite() public view {
        assertKept(Rule.OnlyWorkstationsWrite);
        assertMembersEqualTheModel();
    }

    /// @notice Nothing is accepted that should be refused or refused that should be accepted, and every refusal says why.
    function everyAnswerIsForeseen() public view {
        assertKept(Rule.RefusalsSayWhy);
        for (uint256 action = 0; action <= uint256(Action.Transplant); ++action) {
            assertNeverWronglyAccepted(Action(action));
            vm.assertEq(handler.wronglyRefused(Action(action)), 0, "refused what should be accepted");
        }
    }
}
