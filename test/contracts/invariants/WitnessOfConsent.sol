// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId} from "../../../contracts/types/GrantId.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";

enum Rule {
    OverStaysOver,
    HeadsMoveForward,
    SequencesCountOnce,
    TermsNeverChange,
    PauseGivesNoRight,
    OnlyThePastCounts,
    KeysAndHospitalsStay,
    OnlyWorkstationsWrite,
    RefusalsSayWhy
}

/// @notice A question to `isAuthorized`.
struct Question {
    bytes32 grantId;
    uint24 hospital;
    uint16 categories;
    uint16 disclosed;
    bytes32 salt;
}

/// @notice What somebody who knows nothing but the registry's events holds to be authorised; and what the registry said.
abstract contract WitnessOfConsent {
    struct Sighting {
        bytes32 terms;
        uint32 givenAt;
        uint32 revokedAt;
    }

    struct Answer {
        Question question;
        uint32 events;
        uint256 time;
        bool authorized;
    }

    uint256 private constant ANSWERS_KEPT = 16;

    Registry internal immutable REGISTRY;

    /// @notice The first thing that went against a rule, empty if nothing did.
    mapping(Rule => string) public broken;
    /// @notice Events seen so far: the time that orders them within a block.
    uint32 public eventCount;
    bytes32[] public grantIds;
    mapping(bytes32 grantId => Sighting) public sightings;
    mapping(bytes32 grantId => bool) public isOver;
    mapping(bytes32 question => bool) private _wasAuthorized;
    mapping(bytes32 question => bool) private _endedOnce;
    mapping(uint24 hospital => uint32) internal _addedAt;
    mapping(uint24 hospital => uint32) internal _removedAt;
    Answer[] private _answers;
    uint256 private _answerCount;

    constructor(Registry registry) {
        REGISTRY = registry;
    }

    function report(Rule rule, string memory what) public {
        if (bytes(broken[rule]).length == 0) broken[rule] = what;
    }

    function grantCount() external view returns (uint256) {
        return grantIds.length;
    }

    function seeGrant(bytes32 grantId, bytes32 terms) internal {
        Sighting storage sighting = sightings[grantId];
        if (sighting.givenAt != 0) report(Rule.TermsNeverChange, "a grant was given twice");
        if (sighting.revokedAt != 0) report(Rule.OverStaysOver, "a revoked grant was given");
        if (sighting.givenAt == 0 && sighting.revokedAt == 0) grantIds.push(grantId);
        (sighting.terms, sighting.givenAt) = (terms, eventCount);
    }

    function seeRevocation(bytes32 grantId) internal {
        Sighting storage sighting = sightings[grantId];
        if (sighting.revokedAt != 0) report(Rule.OverStaysOver, "a grant was revoked twice");
        if (sighting.givenAt == 0 && sighting.revokedAt == 0) grantIds.push(grantId);
        (sighting.revokedAt, isOver[grantId]) = (eventCount, true);
    }

    /// @notice Asks the registry, and holds the answer against the events and against all earlier answers.
    function ask(Question calldata question) external {
        bool authorized = answerOf(question);
        if (authorized != authorizedAsOf(question, eventCount, block.timestamp)) {
            report(Rule.OnlyThePastCounts, "isAuthorized is not what the events say");
        }
        if (hasEnded(question.grantId)) isOver[question.grantId] = true;
        bytes32 asked = keccak256(abi.encode(question));
        if (authorized && (isOver[question.grantId] || _endedOnce[asked])) {
            report(Rule.OverStaysOver, "an ended grant is back");
        }
        if (authorized) _wasAuthorized[asked] = true;
        else if (_wasAuthorized[asked]) _endedOnce[asked] = true;
        remember(Answer(question, eventCount, block.timestamp, authorized));
    }

    function remember(Answer memory answer) private {
        if (_answers.length < ANSWERS_KEPT) _answers.push(answer);
        else _answers[_answerCount % ANSWERS_KEPT] = answer;
        ++_answerCount;
    }

    function answerOf(Question memory it) public view returns (bool) {
        return REGISTRY.isAuthorized(
            GrantId.wrap(it.grantId),
            HospitalId.wrap(it.hospital),
            it.categories,
            IHospitalRegistry.Scope(it.disclosed, it.salt)
        );
    }

    /// @notice Whether a hospital was authorised at a time, after the first so many events.
    function authorizedAsOf(Question memory it, uint32 events, uint256 time) public view returns (bool) {
        Sighting storage sighting = sightings[it.grantId];
        uint256 terms = uint256(sighting.terms);
        bool given = sighting.givenAt != 0 && sighting.givenAt <= events;
        bool revoked = sighting.revokedAt != 0 && sighting.revokedAt <= events;
        bool removed = _removedAt[it.hospital] != 0 && _removedAt[it.hospital] <= events;
        bool admitted = _addedAt[it.hospital] != 0 && _addedAt[it.hospital] <= events && !removed;
        bool inTime = time < uint40(terms >> 24);
        bool covered = it.categories != 0 && (it.categories | it.disclosed) == it.disclosed;
        bool opened = bytes24(keccak256(abi.encode(it.disclosed, it.salt))) == bytes24(sighting.terms);
        return given && !revoked && admitted && inTime && covered && opened && uint24(terms) == it.hospital;
    }

    /// @notice Whether what was answered earlier is still what the events until then say.
    function answersStand() external view returns (bool) {
        for (uint256 i = 0; i < _answers.length; ++i) {
            Answer storage answer = _answers[i];
            if (authorizedAsOf(answer.question, answer.events, answer.time) != answer.authorized) return false;
        }
        return true;
    }

    function hasEnded(bytes32 grantId) public view returns (bool) {
        Sighting storage sighting = sightings[grantId];
        uint256 terms = uint256(sighting.terms);
        bool expired = sighting.givenAt != 0 && block.timestamp >= uint40(terms >> 24);
        return expired || sighting.revokedAt != 0 || _removedAt[uint24(terms)] != 0;
    }
}
