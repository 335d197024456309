// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {Pointer} from "../../contracts/types/Pointer.sol";
import {RecordTag} from "../../contracts/types/RecordTag.sol";
import {BareTest} from "./BareTest.sol";
import {Registry} from "./Registry.sol";

/// @notice Two hospitals with one workstation each, and a patient of the first.
abstract contract RegistryTest is BareTest {
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
    uint40 internal constant RECOVERY_WAIT = 3 days;
    uint256 internal constant START = 1_800_000_000;

    Registry internal registry;
    HospitalId internal hospitalA;
    HospitalId internal hospitalB;
    PatientRef internal patient;

    function setUp() public virtual {
        vm.warp(START);
        registry = founded(REGISTRAR, RECOVERY_WAIT);
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

    /// @dev `deployCode` instead of `new`: the code that `new` deploys is compiled once more into every contract that says it.
    function founded(address registrar, uint40 wait) internal returns (Registry) {
        return Registry(vm.deployCode("HospitalRegistry.sol:HospitalRegistry", abi.encode(registrar, wait)));
    }

    function pause() internal {
        vm.prank(REGISTRAR);
        registry.pause();
    }

    function removeHospital(HospitalId hospital) internal {
        vm.prank(REGISTRAR);
        registry.removeHospital(hospital);
    }

    function assertHospital(HospitalId left, HospitalId right) internal pure {
        vm.assertEq(HospitalId.unwrap(left), HospitalId.unwrap(right));
    }

    function assertPatient(PatientRef ref, HospitalId hospital, uint32 epoch, uint40 nonce, address key) internal view {
        (HospitalId actual, uint32 actualEpoch, uint40 actualNonce, address actualKey) = registry.getPatient(ref);
        assertHospital(actual, hospital);
        vm.assertEq(actualEpoch, epoch);
        vm.assertEq(actualNonce, nonce);
        vm.assertEq(actualKey, key);
    }

    function tag(string memory name) internal pure returns (RecordTag) {
        return RecordTag.wrap(keccak256(bytes(name)));
    }

    function pointer(string memory name) internal pure returns (Pointer) {
        return Pointer.wrap(keccak256(bytes(name)));
    }

    /// @dev Puts a word where reading finds it: what no test can reach by calls, like the last of a million numbers.
    /// @param read A view of the registry that reads one slot.
    function place(bytes memory read, bytes32 word) internal {
        vm.record();
        (bool succeeded,) = address(registry).staticcall(read);
        vm.assertTrue(succeeded);
        (bytes32[] memory slots,) = vm.accesses(address(registry));
        vm.assertEq(slots.length, 1);
        vm.store(address(registry), slots[0], word);
    }
}
