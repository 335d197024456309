// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Rules} from "../Rules.sol";

/// @notice Each rule on its own, for registries that are broken on purpose (`planted.test.ts`): a rule has to notice by
/// itself what it is for. Left out of ordinary runs.
contract RuleByRule is Rules {
    function invariant_i() public view {
        onlyAFreshSignatureOfThePatientGrants();
    }

    function invariant_ii() public view {
        whatIsOverStaysOver();
    }

    function invariant_iii() public view {
        numbersCountAcceptedStatements();
    }

    function invariant_iv() public view {
        headsOnlyMoveForward();
    }

    function invariant_v() public view {
        everySequenceCountsOnce();
    }

    function invariant_vi() public view {
        termsNeverChangeExceptToNothing();
    }

    function invariant_vii() public view {
        aPauseGivesNoRightAndKeepsNobodyFromRevoking();
    }

    function invariant_viii() public view {
        authorizationDependsOnThePastOnly();
    }

    function invariant_ix() public view {
        keysChangeByRotationOrRecoveryOnly();
    }

    function invariant_x() public view {
        onlyWorkstationsOfAdmittedHospitalsWrite();
    }

    function invariant_model() public view {
        everyAnswerIsForeseen();
    }
}
