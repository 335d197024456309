// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

/// @notice What should be true of hospitals, administrators and workstations, in the plainest words: no packing, no
/// reverts. `may…` says whether the registry has to accept a call, the rest what follows from it.
abstract contract ModelOfMembers {
    struct Hospital {
        address administrator;
        address offeredTo;
        bytes32 sealKey;
    }

    struct Workstation {
        uint24 hospital;
        bool revoked;
        uint32 sequence;
        bytes24 head;
    }

    address public registrar;
    address public registrarToBe;
    bool public paused;
    uint24 public hospitalCount;
    mapping(uint24 => Hospital) public hospitals;
    mapping(address => Workstation) public workstations;

    // ── Registrar ───────────────────────────────────────────────────────────────────────────────────────────────────

    function offerRegistrar(address to) external {
        registrarToBe = to;
    }

    function acceptRegistrar() external {
        (registrar, registrarToBe) = (registrarToBe, address(0));
    }

    function setPaused(bool value) external {
        paused = value;
    }

    function mayAddHospital(address sender, address administrator, bytes32 sealKey) external view returns (bool) {
        return sender == registrar && administrator != address(0) && administeredBy(administrator) == 0 && sealKey != 0;
    }

    function addHospital(address administrator, bytes32 sealKey) external {
        hospitals[++hospitalCount] = Hospital(administrator, address(0), sealKey);
    }

    function mayRemoveHospital(address sender, uint24 hospital) external view returns (bool) {
        return sender == registrar && isAdmitted(hospital);
    }

    /// @dev The offer stays where it is: nobody can accept it any more.
    function removeHospital(uint24 hospital) external {
        hospitals[hospital].administrator = address(0);
        hospitals[hospital].sealKey = 0;
    }

    // ── Administrators ──────────────────────────────────────────────────────────────────────────────────────────────

    function offerAdministration(uint24 hospital, address to) external {
        hospitals[hospital].offeredTo = to;
    }

    function mayAcceptAdministration(address sender, uint24 hospital) external view returns (bool) {
        return isAdmitted(hospital) && hospitals[hospital].offeredTo == sender && administeredBy(sender) == 0;
    }

    function acceptAdministration(uint24 hospital) external {
        Hospital storage hospitalState = hospitals[hospital];
        (hospitalState.administrator, hospitalState.offeredTo) = (hospitalState.offeredTo, address(0));
    }

    function setSealKey(uint24 hospital, bytes32 sealKey) external {
        hospitals[hospital].sealKey = sealKey;
    }

    function mayEnrol(address sender, address workstation) external view returns (bool) {
        return administeredBy(sender) != 0 && workstation != address(0) && workstations[workstation].hospital == 0;
    }

    function enrol(uint24 hospital, address workstation) external {
        workstations[workstation].hospital = hospital;
    }

    function mayRevoke(address sender, address workstation) external view returns (bool) {
        uint24 hospital = administeredBy(sender);
        return hospital != 0 && workstations[workstation].hospital == hospital && !workstations[workstation].revoked;
    }

    function revoke(address workstation) external {
        workstations[workstation].revoked = true;
    }

    // ── Workstations ────────────────────────────────────────────────────────────────────────────────────────────────

    function mayWrite(address sender) public view returns (bool) {
        Workstation storage workstation = workstations[sender];
        return workstation.hospital != 0 && !workstation.revoked && isAdmitted(workstation.hospital);
    }

    function mayWriteAt(address sender, uint32 sequence) external view returns (bool) {
        return mayWrite(sender) && workstations[sender].sequence == sequence;
    }

    /// @param kind 1 if a record is added, 2 if one is removed.
    function append(address sender, uint8 kind, bytes32 tag, bytes32 pointer) external {
        Workstation storage workstation = workstations[sender];
        workstation.head = bytes24(keccak256(bytes.concat(workstation.head, bytes1(kind), tag, pointer)));
        ++workstation.sequence;
    }

    // ── Who is what ─────────────────────────────────────────────────────────────────────────────────────────────────

    function isAdmitted(uint24 hospital) public view returns (bool) {
        return hospitals[hospital].administrator != address(0);
    }

    function wasEverAdmitted(uint24 hospital) public view returns (bool) {
        return hospital > 0 && hospital <= hospitalCount;
    }

    /// @return hospital The one hospital somebody stands for, zero if none.
    function administeredBy(address administrator) public view returns (uint24 hospital) {
        for (uint24 id = 1; id <= hospitalCount; ++id) {
            if (hospitals[id].administrator == administrator) return id;
        }
    }

    function hospitalOf(address workstation) public view returns (uint24) {
        return workstations[workstation].hospital;
    }

    function sequenceOf(address workstation) external view returns (uint32) {
        return workstations[workstation].sequence;
    }
}
