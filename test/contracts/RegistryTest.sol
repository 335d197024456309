// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalRegistry} from "../../contracts/HospitalRegistry.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {GrantId, grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {Pointer} from "../../contracts/types/Pointer.sol";
import {RecordTag} from "../../contracts/types/RecordTag.sol";
import {Vm} from "./Vm.sol";

/// @notice Two hospitals with one workstation each, and a patient of the first.
abstract contract RegistryTest {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    address internal constant REGISTRAR = address(0xA001);
    address internal constant ADMINISTRATOR_A = address(0xA002);
    address internal constant ADMINISTRATOR_B = address(0xA003);
    address internal constant WORKSTATION_A = address(0xA004);
    address internal constant WORKSTATION_B = address(0xA005);
    address internal constant STRANGER = address(0xA006);

    bytes32 internal constant SEAL_KEY = keccak256("seal key");
    Pointer internal constant PROFILE = Pointer.wrap(keccak256("profile"));
    Pointer internal constant KEYRING = Pointer.wrap(keccak256("keyring"));
    HospitalId internal constant NO_HOSPITAL = HospitalId.wrap(0);

    uint256 internal constant PATIENT_KEY = uint256(keccak256("patient"));
    uint256 internal constant START = 1_800_000_000;

    HospitalRegistry internal registry;
    HospitalId internal hospitalA;
    HospitalId internal hospitalB;
    PatientRef internal patient;

    function setUp() public virtual {
        vm.warp(START);
        registry = new HospitalRegistry(REGISTRAR);
        vm.startPrank(REGISTRAR);
        hospitalA = registry.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        hospitalB = registry.addHospital(ADMINISTRATOR_B, SEAL_KEY, PROFILE);
        vm.stopPrank();
        vm.prank(ADMINISTRATOR_A);
        registry.enrolWorkstation(WORKSTATION_A);
        vm.prank(ADMINISTRATOR_B);
        registry.enrolWorkstation(WORKSTATION_B);
        patient = PatientRef.wrap(vm.addr(PATIENT_KEY));
        vm.prank(WORKSTATION_A);
        registry.addPatient(patient, KEYRING);
    }

    function assertHospital(HospitalId left, HospitalId right) internal pure {
        vm.assertEq(HospitalId.unwrap(left), HospitalId.unwrap(right));
    }

    function tag(string memory name) internal pure returns (RecordTag) {
        return RecordTag.wrap(keccak256(bytes(name)));
    }

    function pointer(string memory name) internal pure returns (Pointer) {
        return Pointer.wrap(keccak256(bytes(name)));
    }
}
