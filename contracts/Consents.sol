// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Patients} from "./Patients.sol";
import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {SignedHash} from "./libraries/SignedHash.sol";
import {GrantId} from "./types/GrantId.sol";
import {GrantTerms} from "./types/GrantTerms.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {PatientRef} from "./types/PatientRef.sol";
import {PatientState} from "./types/PatientState.sol";
import {Pointer} from "./types/Pointer.sol";

/// @title Which hospital may read what of which patient, and until when
abstract contract Consents is Patients {
    GrantTerms private constant NO_GRANT = GrantTerms.wrap(0);

    /// @dev Emptied on revocation: the number is spent, so nothing can bring it back.
    mapping(GrantId => GrantTerms) private _grants;

    /// @inheritdoc IHospitalRegistry
    function grantAccess(uint40 deadline, GrantId grantId, GrantTerms terms, Pointer envelope, bytes calldata signature)
        external
    {
        _requireOpenTo(terms.granteeOf());
        if (block.timestamp >= terms.expiresAtOf()) revert GrantExpired(terms.expiresAtOf(), block.timestamp);
        PatientRef patient = grantId.patientOf();
        PatientState state = _requireTurnOf(patient, grantId.nonceOf(), deadline);
        _requireSigned(state, SignedHash.ofGrant(grantId, terms, envelope, deadline), signature);

        _useNumber(patient, state);
        _grants[grantId] = terms;
        emit AccessGranted(grantId, terms, envelope);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeAccess(GrantId grantId, bytes calldata signature) external {
        PatientRef patient = grantId.patientOf();
        PatientState state = _requirePatient(patient);
        _requireSigned(state, SignedHash.ofRevocation(grantId), signature);

        if (_grants[grantId].expiresAtOf() != 0) {
            _grants[grantId] = NO_GRANT;
        } else {
            _requireNext(grantId, state);
            _useNumber(patient, state);
        }
        emit AccessRevoked(grantId);
    }

    /// @inheritdoc IHospitalRegistry
    function getGrant(GrantId grantId) external view returns (HospitalId grantee, uint40 expiresAt, bytes24 scope) {
        GrantTerms terms = _grants[grantId];
        return (terms.granteeOf(), terms.expiresAtOf(), terms.scopeOf());
    }

    /// @inheritdoc IHospitalRegistry
    function isAuthorized(GrantId grantId, HospitalId grantee, uint16 categories, Scope calldata disclosed)
        external
        view
        returns (bool)
    {
        GrantTerms terms = _grants[grantId];
        return block.timestamp < terms.expiresAtOf() && terms.granteeOf() == grantee && _isAdmitted(grantee)
            && categories != 0 && categories & ~disclosed.categories == 0
            && terms.scopeOf() == bytes24(keccak256(abi.encode(disclosed)));
    }

    /// @dev What the patient signed under this number and nobody relayed: once the number is spent, nobody ever can.
    function _requireNext(GrantId grantId, PatientState state) private pure {
        (uint96 nonce, uint40 next) = (grantId.nonceOf(), state.nonceOf());
        if (nonce < next) revert GrantAlreadyOver(grantId);
        if (nonce > next) revert SignatureNonceMismatch(next, nonce);
    }
}
