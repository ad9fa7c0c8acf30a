//! Holds the direction of dependencies over the workspace's manifests.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use xtask::direction::{Dependency, Member, violations};

fn members(metadata: &Metadata) -> Vec<Member> {
    let root = &metadata.workspace_root;
    let folder = |path: &cargo_metadata::camino::Utf8Path| {
        path.strip_prefix(root).map(ToString::to_string).ok()
    };
    metadata
        .workspace_packages()
        .into_iter()
        .map(|package| Member {
            folder: package
                .manifest_path
                .parent()
                .and_then(folder)
                .expect("a member lies in the workspace"),
            dependencies: package
                .dependencies
                .iter()
                .map(|dependency| Dependency {
                    package: dependency.name.clone(),
                    folder: dependency.path.as_deref().and_then(folder),
                    is_for_tests: dependency.kind == DependencyKind::Development,
                })
                .collect(),
        })
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata");
    let members = members(&metadata);
    assert!(
        members.len() > 10,
        "only {} members were read",
        members.len()
    );
    let edges = members.iter().flat_map(|member| &member.dependencies);
    assert!(
        edges.filter(|edge| edge.folder.is_some()).count() > 20,
        "the crates' paths were not recognised"
    );
    let found: Vec<String> = violations(&members)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
