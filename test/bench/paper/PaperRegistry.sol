// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/**
 * @title PaperRegistry
 * @notice A re-creation, for comparison only, of the contract described in "Blockchain-Based Healthcare Records Management
 * Framework: Enhancing Security, Privacy, and Interoperability" (Technologies 2024, 12, 168). It is NOT the authors' code:
 * we wrote it from a summary of the paper. Never deploy it: it writes names and diagnoses where everybody can read them
 * for ever.
 *
 * From the paper: the six functions and their names; patients counted and kept per hospital; name, age, gender and diagnosis
 * in contract storage.
 *
 * Assumed, because the summary leaves it open. What would only cost more is left out, so that the comparison favours the
 * paper:
 * - a hospital has a name, a location and a contact; hospitals and patients are numbered by counters, from 1;
 * - `addPatient` writes name, age and gender, and `addPatientRecord` the diagnosis of a patient registered before;
 * - `removePatientRecord` deletes all that is known of the patient, and numbers are not given again;
 * - `removeHospital` leaves the patients behind, as a mapping cannot be emptied;
 * - nothing looks at who calls (at least 2,100 gas for each call), and there are no events (at least 1,000).
 */
contract PaperRegistry {
    struct Hospital {
        uint256 id;
        string name;
        string location;
        string contact;
        bool isRegistered;
    }

    struct Patient {
        string name;
        uint256 age;
        string gender;
        string diagnosis;
    }

    uint256 public hospitalCount;
    mapping(uint256 hospitalId => Hospital) public hospitals;
    mapping(uint256 hospitalId => uint256) public patientCount;
    mapping(uint256 hospitalId => mapping(uint256 patientId => Patient)) private patients;

    function addHospital(string memory name, string memory location, string memory contact) external {
        hospitalCount++;
        hospitals[hospitalCount] = Hospital(hospitalCount, name, location, contact, true);
    }

    function removeHospital(uint256 hospitalId) external {
        require(hospitals[hospitalId].isRegistered, "unknown hospital");
        delete hospitals[hospitalId];
    }

    function addPatient(uint256 hospitalId, string memory name, uint256 age, string memory gender) external {
        require(hospitals[hospitalId].isRegistered, "unknown hospital");
        patientCount[hospitalId]++;
        patients[hospitalId][patientCount[hospitalId]] = Patient(name, age, gender, "");
    }

    function addPatientRecord(uint256 hospitalId, uint256 patientId, string memory diagnosis) external {
        require(isKnown(hospitalId, patientId), "unknown patient");
        patients[hospitalId][patientId].diagnosis = diagnosis;
    }

    function getPatientRecord(uint256 hospitalId, uint256 patientId)
        external
        view
        returns (string memory name, uint256 age, string memory gender, string memory diagnosis)
    {
        require(isKnown(hospitalId, patientId), "unknown patient");
        Patient storage patient = patients[hospitalId][patientId];
        return (patient.name, patient.age, patient.gender, patient.diagnosis);
    }

    function removePatientRecord(uint256 hospitalId, uint256 patientId) external {
        require(isKnown(hospitalId, patientId), "unknown patient");
        delete patients[hospitalId][patientId];
    }

    function isKnown(uint256 hospitalId, uint256 patientId) private view returns (bool) {
        return bytes(patients[hospitalId][patientId].name).length > 0;
    }
}
