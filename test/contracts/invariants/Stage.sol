// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {Model} from "./Model.sol";
import {Question, Rule} from "./WitnessOfConsent.sol";
import {Witness} from "./Witness.sol";
import {Cheats, cheats} from "./Cheats.sol";

enum Action {
    AddHospital,
    RemoveHospital,
    Pause,
    Unpause,
    OfferRegistrar,
    AcceptRegistrar,
    RenounceRegistrar,
    OfferAdministration,
    AcceptAdministration,
    SetSealKey,
    SetProfile,
    Enrol,
    RevokeWorkstation,
    AddPatient,
    RotateEpoch,
    AddRecord,
    AddRecords,
    RemoveRecord,
    RequestAccess,
    EmergencyAccess,
    AnchorAudit,
    Grant,
    Revoke,
    RotateKey,
    ChooseGuardians,
    ProposeByHospital,
    ProposeByGuardians,
    CancelRecovery,
    FinishRecovery,
    Replay,
    Alter,
    Forge,
    Malleate,
    Transplant
}

/// @notice Where handlers act: the registry, the model that says what should happen, the witness of what did happen, and
/// the dice. A handler never reverts: a call that the registry refuses is as interesting as one that it accepts.
abstract contract Stage {
    Registry public immutable REGISTRY;
    Model public immutable MODEL;
    Witness public immutable WITNESS;

    mapping(Action => uint256) public acceptedCount;
    mapping(Action => uint256) public refusedCount;
    /// @notice Calls that the registry accepted against the model, and the other way round.
    mapping(Action => uint256) public wronglyAccepted;
    mapping(Action => uint256) public wronglyRefused;
    uint256 public endsRefusedWhilePaused;

    mapping(bytes24 commitment => Question) internal _opened;
    uint256 private _dice;

    constructor(Registry registry, Model model, Witness witness) {
        (REGISTRY, MODEL, WITNESS) = (registry, model, witness);
        cheats.recordLogs();
    }

    /// @dev Everything a handler decides follows from its seed, so that a failing sequence can be run again and shrunk.
    modifier rolls(uint256 seed) {
        _dice = uint256(keccak256(abi.encode(seed, msg.sig)));
        _;
        askAround();
    }

    function roll(uint256 sides) internal returns (uint256) {
        _dice = uint256(keccak256(abi.encode(_dice)));
        return _dice % sides;
    }

    function happens(uint256 percent) internal returns (bool) {
        return roll(100) < percent;
    }

    function rollWord() internal returns (bytes32) {
        roll(1);
        return bytes32(_dice);
    }

    function attempt(Action action, address sender, bytes memory data, bool expected) internal returns (bool) {
        return attempt(action, sender, data, expected, 0);
    }

    /// @param expected Whether the model says that the registry accepts the call.
    /// @param rotation What the witness is told of a rotation, see {Witness-read}.
    function attempt(Action action, address sender, bytes memory data, bool expected, bytes32 rotation)
        internal
        returns (bool accepted)
    {
        bool paused = REGISTRY.paused();
        bytes memory answer;
        cheats.prank(sender);
        (accepted, answer) = address(REGISTRY).call(data);
        WITNESS.read(cheats.getRecordedLogs(), sender, paused, rotation);
        if (accepted) ++acceptedCount[action];
        else ++refusedCount[action];
        if (accepted && !expected) ++wronglyAccepted[action];
        if (!accepted && expected) ++wronglyRefused[action];
        if (!accepted) requireReason(answer);
    }

    /// @dev Every refusal has an error of its own; a panic would be a check that is missing.
    function requireReason(bytes memory answer) private {
        bool isPanic = answer.length >= 4 && bytes4(answer) == bytes4(keccak256("Panic(uint256)"));
        if (answer.length < 4 || isPanic) WITNESS.report(Rule.RefusalsSayWhy, "a refusal without a reason");
    }

    /// @dev Asks about two grants that were ever given or revoked, in ways that may and that may not be authorised.
    function askAround() private {
        uint256 count = WITNESS.grantCount();
        for (uint256 i = 0; i < 2 && count > 0; ++i) {
            WITNESS.ask(questionAbout(WITNESS.grantIds(roll(count))));
        }
    }

    function questionAbout(bytes32 grantId) private returns (Question memory question) {
        question = bestQuestion(grantId);
        if (happens(40)) question.categories = uint16(roll(1 << 4));
        if (happens(5)) question.disclosed = type(uint16).max;
        if (happens(5)) question.salt = rollWord();
        if (happens(10)) question.hospital = uint24(roll(MODEL.hospitalCount() + 2));
    }

    /// @notice What the grantee would ask for all that was granted.
    function bestQuestion(bytes32 grantId) public view returns (Question memory question) {
        (bytes32 terms,,) = WITNESS.sightings(grantId);
        question = _opened[bytes24(terms)];
        question.grantId = grantId;
        question.hospital = uint24(uint256(terms));
    }
}
