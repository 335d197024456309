// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {Cheats, cheats} from "./Cheats.sol";
import {Handler} from "./Handler.sol";
import {Model} from "./Model.sol";
import {Witness} from "./Witness.sol";

/// @notice Sets the stage and tells forge what to call.
/// @dev `deployCode` instead of `new`: the code that `new` deploys is compiled once more into every contract that says it.
abstract contract InvariantTest {
    /// @dev The shape forge expects.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 internal constant START = 1_800_000_000;
    uint40 internal constant WAIT = 3 days;
    address internal constant REGISTRAR = address(0xB00);

    Cheats internal constant vm = cheats;

    Registry internal registry;
    Model internal model;
    Witness internal witness;
    Handler internal handler;

    function setUp() public virtual {
        vm.warp(START);
        registry = Registry(vm.deployCode("HospitalRegistry.sol:HospitalRegistry", abi.encode(REGISTRAR, WAIT)));
        model = Model(vm.deployCode("Model.sol:Model", abi.encode(REGISTRAR, WAIT)));
        witness = Witness(vm.deployCode("Witness.sol:Witness", abi.encode(registry)));
        handler = Handler(vm.deployCode("Handler.sol:Handler", abi.encode(registry, model, witness)));
        handler.open();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), handler.actions());
    }
}
