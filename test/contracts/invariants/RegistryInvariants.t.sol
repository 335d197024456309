// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Rules} from "./Rules.sol";

/// @notice One campaign for all rules: forge would give each `invariant_` the same sequences of calls again.
/// That every rule notices what it is for, {RuleByRule} shows on broken registries.
contract RegistryInvariants is Rules {
    function invariant_everyRuleHolds() public view {
        onlyAFreshSignatureOfThePatientGrants();
        whatIsOverStaysOver();
        numbersCountAcceptedStatements();
        headsOnlyMoveForward();
        everySequenceCountsOnce();
        termsNeverChangeExceptToNothing();
        aPauseGivesNoRightAndKeepsNobodyFromRevoking();
        authorizationDependsOnThePastOnly();
        keysChangeByRotationOrRecoveryOnly();
        onlyWorkstationsOfAdmittedHospitalsWrite();
        everyAnswerIsForeseen();
    }
}
