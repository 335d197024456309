// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {SignedHash} from "../../../contracts/libraries/SignedHash.sol";
import {GrantId, grantIdOf} from "../../../contracts/types/GrantId.sol";
import {GrantTerms} from "../../../contracts/types/GrantTerms.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {Pointer} from "../../../contracts/types/Pointer.sol";
import {ConsentTest} from "../ConsentTest.sol";

/// @notice The hashes against what ethers computes for the same values, and against EIP-712 spelled out.
contract SignedHashTest is ConsentTest {
    using SignedHash for IHospitalRegistry.GuardianChoice;
    using SignedHash for IHospitalRegistry.KeyChange;
    using SignedHash for IHospitalRegistry.RecoveryCancellation;

    PatientRef private constant REF = PatientRef.wrap(0x1122334455667788990011223344556677889900);
    address private constant KEY = 0x99AAbBCCDDeefF00112233445566778899001122;
    uint40 private constant NONCE = 258;
    uint40 private constant DEADLINE = 1_700_000_000;

    /// @dev The registry is not asked here, so it need not be there.
    function setUp() public override {}

    function test_ofGrant_isWhatEthersSigns_CON3() public pure {
        GrantTerms terms = GrantTerms.wrap(0x0102030405060708090a0b0c0d0e0f101112131415161718_006b49d200_000007);
        bytes32 structHash = SignedHash.ofGrant(grantIdOf(REF, NONCE), terms, pointer("envelope"), DEADLINE);
        vm.assertEq(structHash, 0x3f75e4955c8beaaf0201ecb5d95464b11abbfe55f5170f089be8536ba75fa459);
        assertDigest(structHash, 0xc5e18b7dd0231d747c87471fc21303dd14f697f852c8d146f7a255b85e73944b);
    }

    function test_ofRevocation_isWhatEthersSigns_CON3() public pure {
        bytes32 structHash = SignedHash.ofRevocation(grantIdOf(REF, NONCE));
        vm.assertEq(structHash, 0x4daa7020a56fe8edf7a4aecb7a3a0c79efccd14f4ea8240462899169bfc1d2c9);
        assertDigest(structHash, 0x53c25e1c11438f2392f2be57a7f86de1bcce24fce0525a187a35a1fa15596e6c);
    }

    function test_hash_ofAKeyRotationIsWhatEthersSigns_KEY9() public view {
        bytes32 structHash = this.hashOf(aChange(), SignedHash.KEY_ROTATION_TYPEHASH);
        vm.assertEq(structHash, 0x6b407cbdd9aa53579bef467df4160c95fc2654baf61c136439cf016d00005b8b);
        assertDigest(structHash, 0xef8a9fd47935d33646324ecbb7141888b0c4bee2a4bdc50307dc2392ccdb7cd8);
    }

    function test_hash_ofAKeyRecoveryIsWhatEthersSigns_KEY9() public view {
        bytes32 structHash = this.hashOf(aChange(), SignedHash.KEY_RECOVERY_TYPEHASH);
        vm.assertEq(structHash, 0x96a76840d6dcc79a960d870836c9b2a77920dbe2e3e23ecc50e17c223d37c1c3);
        assertDigest(structHash, 0xa3ec531bb6282439038903b5d9fd1d3891d57827a69c5eb65193cd36054cc702);
    }

    function test_hash_ofACancellationIsWhatEthersSigns_KEY9() public view {
        bytes32 structHash =
            this.hashOf(IHospitalRegistry.RecoveryCancellation({patient: REF, key: KEY, readyAt: DEADLINE + 1}));
        vm.assertEq(structHash, 0x055b3bc39af74ef54ee1c0d91d192c127314a55c5f7e2c8ab2567f960a9db657);
        assertDigest(structHash, 0xe889f92f9ff0bf7396a5c5ba2a9adc301ec96e2a29e47b548e40f41a3d9509a7);
    }

    function test_hash_ofAGuardianChoiceIsWhatEthersSigns_KEY9() public view {
        bytes32 structHash = this.hashOf(
            IHospitalRegistry.GuardianChoice({
                patient: REF, guardians: keccak256("guardians"), nonce: NONCE, deadline: DEADLINE
            })
        );
        vm.assertEq(structHash, 0xc4b211e96e2aad59bf7e29ae53d533a0755ffade5b35b3e3ed3774a438302fff);
        assertDigest(structHash, 0x0b548fb30d6d943a7c6b6fde855209234f5264e9c133560113c4dded44d7a053);
    }

    /// @dev Every bit of the two words and of the rest of the call, field by field.
    function test_fuzz_ofGrant_isTheStructSpelledOut_CON3(
        bytes32 grantId,
        bytes32 terms,
        bytes32 envelope,
        uint40 deadline
    ) public pure {
        bytes32 expected = keccak256(
            bytes.concat(
                keccak256(
                    "Grant(address patient,uint24 grantee,bytes24 scope,bytes32 envelope,uint40 expiresAt,uint40 nonce,uint40 deadline)"
                ),
                bytes32(uint256(grantId) >> 96),
                bytes32(uint256(terms) & 0xffffff),
                terms >> 64 << 64,
                envelope,
                bytes32(uint256(terms) >> 24 & 0xffffffffff),
                bytes32(uint256(grantId) & type(uint96).max),
                bytes32(uint256(deadline))
            )
        );
        bytes32 actual =
            SignedHash.ofGrant(GrantId.wrap(grantId), GrantTerms.wrap(terms), Pointer.wrap(envelope), deadline);
        vm.assertEq(actual, expected);
    }

    function test_fuzz_ofRevocation_isTheStructSpelledOut_CON3(bytes32 grantId) public pure {
        bytes32 expected = keccak256(
            bytes.concat(
                keccak256("Revocation(address patient,uint40 nonce)"),
                bytes32(uint256(grantId) >> 96),
                bytes32(uint256(grantId) & type(uint96).max)
            )
        );
        vm.assertEq(SignedHash.ofRevocation(GrantId.wrap(grantId)), expected);
    }

    function test_fuzz_hash_ofAKeyChangeIsTheStructSpelledOut_KEY9(
        address ref,
        address key,
        uint40 nonce,
        uint40 deadline
    ) public view {
        IHospitalRegistry.KeyChange memory change = IHospitalRegistry.KeyChange({
            patient: PatientRef.wrap(ref), key: key, nonce: nonce, deadline: deadline
        });
        bytes memory fields = bytes.concat(word(ref), word(key), bytes32(uint256(nonce)), bytes32(uint256(deadline)));
        vm.assertEq(
            this.hashOf(change, SignedHash.KEY_ROTATION_TYPEHASH),
            keccak256(
                bytes.concat(keccak256("KeyRotation(address patient,address key,uint40 nonce,uint40 deadline)"), fields)
            )
        );
        vm.assertEq(
            this.hashOf(change, SignedHash.KEY_RECOVERY_TYPEHASH),
            keccak256(
                bytes.concat(keccak256("KeyRecovery(address patient,address key,uint40 nonce,uint40 deadline)"), fields)
            )
        );
    }

    function test_fuzz_hash_ofACancellationIsTheStructSpelledOut_KEY9(address ref, address key, uint40 readyAt)
        public
        view
    {
        bytes32 expected = keccak256(
            bytes.concat(
                keccak256("RecoveryCancellation(address patient,address key,uint40 readyAt)"),
                word(ref),
                word(key),
                bytes32(uint256(readyAt))
            )
        );
        vm.assertEq(
            this.hashOf(
                IHospitalRegistry.RecoveryCancellation({patient: PatientRef.wrap(ref), key: key, readyAt: readyAt})
            ),
            expected
        );
    }

    function test_fuzz_hash_ofAGuardianChoiceIsTheStructSpelledOut_KEY9(
        address ref,
        bytes32 guardians,
        uint40 nonce,
        uint40 deadline
    ) public view {
        bytes32 expected = keccak256(
            bytes.concat(
                keccak256("GuardianChoice(address patient,bytes32 guardians,uint40 nonce,uint40 deadline)"),
                word(ref),
                guardians,
                bytes32(uint256(nonce)),
                bytes32(uint256(deadline))
            )
        );
        vm.assertEq(
            this.hashOf(
                IHospitalRegistry.GuardianChoice({
                    patient: PatientRef.wrap(ref), guardians: guardians, nonce: nonce, deadline: deadline
                })
            ),
            expected
        );
    }

    // ── What the library takes from call data ───────────────────────────────────────────────────────────────────────

    function hashOf(IHospitalRegistry.KeyChange calldata change, bytes32 typeHash) external pure returns (bytes32) {
        return change.hash(typeHash);
    }

    function hashOf(IHospitalRegistry.RecoveryCancellation calldata cancellation) external pure returns (bytes32) {
        return cancellation.hash();
    }

    function hashOf(IHospitalRegistry.GuardianChoice calldata choice) external pure returns (bytes32) {
        return choice.hash();
    }

    function aChange() private pure returns (IHospitalRegistry.KeyChange memory) {
        return IHospitalRegistry.KeyChange({patient: REF, key: KEY, nonce: NONCE, deadline: DEADLINE});
    }

    function word(address value) private pure returns (bytes32) {
        return bytes32(uint256(uint160(value)));
    }

    /// @dev The domain too is ethers': chain 31337, verified by a contract at 0xF0001.
    function assertDigest(bytes32 structHash, bytes32 digest) private pure {
        vm.assertEq(typedDataDigest(structHash, 31_337, address(0xF0001)), digest);
    }
}
