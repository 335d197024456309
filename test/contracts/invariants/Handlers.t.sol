// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Rules} from "./Rules.sol";
import {Action} from "./Stage.sol";
import {Kind} from "./Statements.sol";

/// @notice That the invariants hold means something only if a lot happened. A campaign forgets its counts after every run,
/// so the same calls are made here in one go and counted.
contract HandlersTest is Rules {
    uint256 private constant CALLS = 9_000;
    /// @dev In an old world everybody has been removed or revoked.
    uint256 private constant CALLS_ON_ONE_STAGE = 300;
    uint256 private constant OFTEN = 20;

    mapping(Action => uint256) internal _accepted;
    mapping(Action => uint256) internal _refused;
    mapping(Kind => uint256) internal _taken;
    uint256 internal _endedWhilePaused;

    function setUp() public override {
        super.setUp();
        bytes4[] memory actions = handler.actions();
        for (uint256 i = 1; i <= CALLS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            act(actions[seed % actions.length], seed);
            if (i % CALLS_ON_ONE_STAGE != 0) continue;
            count();
            super.setUp();
        }
    }

    function act(bytes4 action, uint256 seed) private {
        (bool done,) = address(handler).call(abi.encodeWithSelector(action, seed));
        vm.assertTrue(done, "a handler reverted");
    }

    function count() private {
        for (uint256 action = 0; action <= uint256(Action.Transplant); ++action) {
            _accepted[Action(action)] += handler.acceptedCount(Action(action));
            _refused[Action(action)] += handler.refusedCount(Action(action));
        }
        for (uint256 kind = 0; kind <= uint256(Kind.KeyRecovery); ++kind) {
            _taken[Kind(kind)] += handler.takenCount(Kind(kind));
        }
        _endedWhilePaused += handler.takenWhilePaused(Kind.Revocation)
        + handler.takenWhilePaused(Kind.RecoveryCancellation);
        everyAnswerIsForeseen();
    }

    /// @dev Renouncing is never accepted, and the last four are attacks.
    function test_handlers_everyActionSucceedsOften() public view {
        for (uint256 action = 0; action <= uint256(Action.Replay); ++action) {
            if (Action(action) == Action.RenounceRegistrar) continue;
            vm.assertGe(_accepted[Action(action)], OFTEN, "seldom accepted");
        }
    }

    function test_handlers_everyActionIsRefusedOften() public view {
        for (uint256 action = 0; action <= uint256(Action.Transplant); ++action) {
            vm.assertGe(_refused[Action(action)], OFTEN, "seldom refused");
        }
    }

    function test_handlers_everyStatementIsTakenOften() public view {
        for (uint256 kind = 0; kind <= uint256(Kind.KeyRecovery); ++kind) {
            vm.assertGe(_taken[Kind(kind)], OFTEN, "seldom taken");
        }
        vm.assertGe(_endedWhilePaused, OFTEN, "seldom ended while paused");
    }
}
