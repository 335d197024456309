// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";

/// @notice What is deployed, seen from outside: with what its libraries add to what it promises.
/// @dev Tests know no more of the contract than this, so that they need not be compiled again when it changes.
interface Registry is IHospitalRegistry {
    function owner() external view returns (address);
    function pendingOwner() external view returns (address);
    function transferOwnership(address newOwner) external;
    function acceptOwnership() external;
    function renounceOwnership() external;
    function paused() external view returns (bool);
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        );
}
