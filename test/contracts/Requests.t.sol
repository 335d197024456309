// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {grantIdOf} from "../../contracts/types/GrantId.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {ConsentTest} from "./ConsentTest.sol";

/// @notice What a workstation says without leaving any state: requests, emergency access, audit anchors.
contract RequestsTest is ConsentTest {
    function test_requestAccess_namesBothHospitalsAndNoPatient_CON4() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AccessRequested(hospitalB, hospitalA, pointer("request"));
        vm.prank(WORKSTATION_B);
        registry.requestAccess(hospitalA, pointer("request"));
    }

    function test_requestAccess_refusesAnUnknownHospital() public {
        HospitalId[3] memory unknown = [HospitalId.wrap(9), NO_HOSPITAL, hospitalA];
        removeHospital(hospitalA);
        for (uint256 index = 0; index < unknown.length; ++index) {
            vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalNotAdmitted.selector, unknown[index]));
            vm.prank(WORKSTATION_B);
            registry.requestAccess(unknown[index], pointer("request"));
        }
    }

    function test_anchorAudit_speaksForTheCaller() public {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.AuditAnchored(WORKSTATION_A, keccak256("head"), pointer("report"));
        vm.prank(WORKSTATION_A);
        registry.anchorAudit(keccak256("head"), pointer("report"));
    }

    function test_requestsAndAnchors_goOnWhilePaused_CON6() public {
        pause();
        vm.startPrank(WORKSTATION_B);
        registry.requestAccess(hospitalA, pointer("request"));
        registry.anchorAudit(keccak256("head"), pointer("report"));
        vm.stopPrank();
    }
}

contract EmergencyAccessTest is ConsentTest {
    function test_emergencyAccess_leavesATraceThatNamesNoPatient() public {
        expectTrace(hospitalA, START - 1 hours, START + 1 hours);
        report(hospitalA, START - 1 hours, START + 1 hours);
    }

    function test_emergencyAccess_ofTheCallersOwnHospital() public {
        expectTrace(hospitalB, START, START + 1);
        report(hospitalB, START, START + 1);
    }

    /// @dev Offline at the time: the trace comes late, the access is long over.
    function test_emergencyAccess_isReportedWhenTheNetworkIsBack() public {
        vm.warp(START + 90 days);
        expectTrace(hospitalA, START, START + 24 hours);
        report(hospitalA, START, START + 24 hours);
    }

    function test_emergencyAccess_ofARemovedHospitalsRecordsIsReportedToo() public {
        removeHospital(hospitalA);
        expectTrace(hospitalA, START, START + 1 hours);
        report(hospitalA, START, START + 1 hours);
    }

    function test_emergencyAccess_ofTheLastHospitalAdmitted() public {
        vm.prank(REGISTRAR);
        HospitalId third = registry.addHospital(address(0xB001), SEAL_KEY, PROFILE);
        expectTrace(third, START, START + 1 hours);
        report(third, START, START + 1 hours);
    }

    function test_emergencyAccess_refusesAKeeperThatNeverWas() public {
        HospitalId[3] memory unknown = [NO_HOSPITAL, HospitalId.wrap(3), HospitalId.wrap(type(uint24).max)];
        for (uint256 index = 0; index < unknown.length; ++index) {
            vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.HospitalUnknown.selector, unknown[index]));
            report(unknown[index], START, START + 1 hours);
        }
    }

    function test_emergencyAccess_refusesAPeriodThatIsNone() public {
        refuse(START, START);
        refuse(START, START - 1);
        refuse(START, 0);
        refuse(0, 0);
    }

    function test_emergencyAccess_refusesToBeginLater() public {
        refuse(START + 1, START + 2);
        refuse(type(uint40).max - 1, type(uint40).max);
        report(hospitalA, START, START + 1);
    }

    function test_emergencyAccess_lastsADayAtMost() public {
        refuse(START, START + 24 hours + 1);
        refuse(0, type(uint40).max);
        report(hospitalA, START, START + 24 hours);
    }

    function test_fuzz_emergencyAccess_acceptsExactlyThePeriodsAllowed(uint40 startedAt, uint40 length) public {
        startedAt = uint40(START - 100 + startedAt % 200);
        length = length % (2 days);
        if (startedAt > START || length == 0 || length > 1 days) refuse(startedAt, uint256(startedAt) + length);
        else report(hospitalA, startedAt, uint256(startedAt) + length);
    }

    function test_emergencyAccess_authorisesNothing() public {
        report(hospitalA, START, START + 24 hours);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
        assertPatient(patient, hospitalA, 1, 0, vm.addr(PATIENT_KEY));
        (HospitalId grantee, uint40 expiresAt,) = registry.getGrant(grantIdOf(patient, 0));
        assertHospital(grantee, NO_HOSPITAL);
        vm.assertEq(expiresAt, 0);
    }

    function test_emergencyAccess_mayBeReportedTwice() public {
        report(hospitalA, START, START + 1 hours);
        expectTrace(hospitalA, START, START + 1 hours);
        report(hospitalA, START, START + 1 hours);
    }

    function test_emergencyAccess_worksWhilePaused_CON6() public {
        pause();
        expectTrace(hospitalA, START, START + 1 hours);
        report(hospitalA, START, START + 1 hours);
    }

    function report(HospitalId keeper, uint256 startedAt, uint256 endsAt) private {
        vm.prank(WORKSTATION_B);
        registry.emergencyAccess(keeper, uint40(startedAt), uint40(endsAt), pointer("report"));
    }

    function refuse(uint256 startedAt, uint256 endsAt) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.EmergencyPeriodInvalid.selector, startedAt, endsAt, block.timestamp
            )
        );
        report(hospitalA, startedAt, endsAt);
    }

    function expectTrace(HospitalId keeper, uint256 startedAt, uint256 endsAt) private {
        vm.expectEmit(address(registry));
        emit IHospitalRegistry.EmergencyAccessed(
            hospitalB, keeper, uint40(startedAt), uint40(endsAt), pointer("report")
        );
    }
}
