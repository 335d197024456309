// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {Action} from "./Stage.sol";
import {WriteActions} from "./WriteActions.sol";
import {Kind, Statement, Statements} from "./Statements.sol";
import {cheats} from "./Cheats.sol";

/// @notice A patient's guardians, as the patient chose them: well formed or not.
struct Family {
    /// One bit for each guardian who is a member; zero if nobody is.
    uint8 members;
    uint8 threshold;
    /// The first member stands twice.
    bool isDoubled;
}

/// @notice Something that was signed once and may be sent at any time, by anybody, as it is or altered.
struct Signed {
    Statement statement;
    /// Whose signature it carries; zero if guardians signed.
    address signer;
    /// The commitment that enough of the guardians signed for, zero if too few did.
    bytes32 quorum;
    Family family;
    bytes[] signatures;
}

/// @notice Signs, remembers and relays. Nothing that was ever signed is lost: attackers keep it.
abstract contract Signing is WriteActions {
    using Statements for Statement;

    uint256 private constant KEPT = 24;

    /// @notice How the statements of each kind were taken, by whatever action they came.
    mapping(Kind => uint256) public takenCount;
    /// @notice Those taken while paused.
    mapping(Kind => uint256) public takenWhilePaused;
    /// @notice Statements taken under the patient's next number and recoveries finished, of all patients together.
    uint256 public numbersUsed;
    /// @notice Which grants a patient truly signed: keccak256(abi.encode(grantId, terms)).
    mapping(bytes32 => bool) public wasSigned;
    mapping(bytes32 commitment => Family) internal _families;
    Signed[] internal _kept;
    uint256 private _keptCount;

    function currentKeyOf(address patient) internal view returns (address key) {
        (,, key,,) = MODEL.patients(patient);
    }

    function nextNumberOf(address patient) internal view returns (uint40 number) {
        (,,,, number) = MODEL.patients(patient);
    }

    function signature(address signer, Statement memory it) internal view returns (bytes memory) {
        return signature(signer, it, Statements.domain(block.chainid, address(REGISTRY)));
    }

    function signature(address signer, Statement memory it, bytes32 domain) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = cheats.sign(_privateKeyOf[signer], it.digest(domain));
        return abi.encodePacked(r, s, v);
    }

    /// @dev What the patient's key of now says.
    function signedByPatient(Statement memory it) internal returns (Signed memory) {
        return signedBy(keyToSignWith(it.patient), it);
    }

    /// @dev Who has a card can sign before any hospital has registered it.
    function keyToSignWith(address patient) private view returns (address) {
        address key = currentKeyOf(patient);
        return key == address(0) ? patient : key;
    }

    function signedBy(address signer, Statement memory it) internal returns (Signed memory made) {
        (made.statement, made.signer) = (it, signer);
        made.signatures = new bytes[](1);
        made.signatures[0] = signature(signer, it);
        if (it.kind == Kind.Grant && signer == keyToSignWith(it.patient)) wasSigned[hashOfGrant(it)] = true;
    }

    function hashOfGrant(Statement memory it) private pure returns (bytes32) {
        return keccak256(abi.encode(Statements.grantIdOf(it.patient, it.nonce), it.termsOf()));
    }

    function keep(Signed memory it) internal {
        if (_kept.length < KEPT) _kept.push(it);
        else _kept[_keptCount % KEPT] = it;
        ++_keptCount;
    }

    /// @dev Half of the time the latest, which may still be good if nobody relayed it.
    function aKept() internal returns (Signed memory) {
        return happens(50) ? _kept[(_keptCount - 1) % KEPT] : _kept[roll(_kept.length)];
    }

    function callOf(Signed memory it) internal view returns (bytes memory) {
        if (it.statement.kind != Kind.KeyRecovery) return it.statement.call(it.signatures[0]);
        return it.statement.call(guardianSet(it.family), it.signatures);
    }

    function guardianSet(Family memory family) internal view returns (IHospitalRegistry.GuardianSet memory set) {
        uint256 count = family.isDoubled ? 1 : 0;
        for (uint256 i = 0; i < GUARDIANS; ++i) {
            if (family.members & (1 << i) != 0) ++count;
        }
        set.threshold = family.threshold;
        set.members = new address[](count);
        set.salt = keccak256(abi.encode(family));
        uint256 next = 0;
        for (uint256 i = 0; i < GUARDIANS; ++i) {
            if (family.members & (1 << i) == 0) continue;
            if (next == 0 && family.isDoubled) set.members[next++] = _guardians[i];
            set.members[next++] = _guardians[i];
        }
    }

    /// @dev Relays as it is: what happens has to be what the model says.
    function relay(Action action, Signed memory it) internal returns (bool) {
        return relay(action, it, MODEL.accepts(it.statement, it.signer, it.quorum));
    }

    function relay(Action action, Signed memory it, bool expected) internal returns (bool accepted) {
        Statement memory statement = it.statement;
        bool endsSomething = statement.kind == Kind.Revocation || statement.kind == Kind.RecoveryCancellation;
        bytes32 rotation = expected && statement.kind == Kind.KeyRotation
            ? keccak256(abi.encode(statement.patient, statement.key))
            : bytes32(0);
        accepted = attempt(action, anybody(), callOf(it), expected, rotation);
        if (!accepted && expected && endsSomething && MODEL.paused()) ++endsRefusedWhilePaused;
        if (accepted && MODEL.paused()) ++takenWhilePaused[statement.kind];
        if (!accepted || !expected) return accepted;
        ++takenCount[statement.kind];
        if (usesANumber(statement)) ++numbersUsed;
        MODEL.take(statement);
    }

    /// @dev Everything but the end of a grant that stands and of a recovery.
    function usesANumber(Statement memory it) private view returns (bool) {
        (, uint40 expiresAt,) = MODEL.grants(it.patient, it.nonce);
        bool endsGrant = it.kind == Kind.Revocation && expiresAt != 0;
        return !endsGrant && it.kind != Kind.RecoveryCancellation;
    }

    /// @dev Some statements are signed and not relayed: they wait for {AttackActions}.
    function keepAndPerhapsRelay(Action action, Signed memory it) internal {
        keep(it);
        if (happens(75)) relay(action, it);
    }
}
