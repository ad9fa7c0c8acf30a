//! Writes the host's bindings for the WIT packages of the `spin-sdk` crate, in the version that the
//! lockfile names, so that host and component speak of the same interfaces and nothing is copied.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

/// The packages that are imported, as the crate's `wit/deps` names them.
const PACKAGES: [&str; 4] = [
    "fermyon-spin@2.0.0",
    "spin-key-value@3.0.0",
    "spin-postgres@4.2.0",
    "spin-variables@3.0.0",
];

const WORLD: &str = "\
package plainquery:spin-host;

world imports {
  import fermyon:spin/llm@2.0.0;
  import spin:key-value/key-value@3.0.0;
  import spin:postgres/postgres@4.2.0;
  import spin:variables/variables@3.0.0;
}
";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let wit = out.join("wit");
    let _ = fs::remove_dir_all(&wit);
    fs::create_dir_all(wit.join("deps")).expect("OUT_DIR can be written");
    fs::write(wit.join("world.wit"), WORLD).expect("OUT_DIR can be written");
    let packages = sdk_folder().join("wit/deps");
    for package in PACKAGES {
        symlink(packages.join(package), wit.join("deps").join(package))
            .expect("OUT_DIR can be written");
    }
    fs::write(out.join("bindings.rs"), bindings(&wit)).expect("OUT_DIR can be written");
}

/// Where cargo keeps the sources of `spin-sdk`.
fn sdk_folder() -> PathBuf {
    let cargo = env::var_os("CARGO").expect("cargo sets CARGO");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .args(["--filter-platform", "wasm32-wasip1"])
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let manifest = metadata["packages"]
        .as_array()
        .and_then(|packages| {
            packages
                .iter()
                .find(|package| package["name"] == "spin-sdk")
        })
        .and_then(|package| package["manifest_path"].as_str())
        .expect("Cargo.toml depends on spin-sdk");
    Path::new(manifest)
        .parent()
        .expect("a manifest is in a folder")
        .to_owned()
}

/// The synchronous functions that wait for a network are async on the host's side.
fn bindings(wit: &Path) -> String {
    format!(
        r#"wasmtime::component::bindgen!({{
    path: "{wit}",
    world: "plainquery:spin-host/imports",
    imports: {{
        "fermyon:spin/llm@2.0.0.infer": async | trappable,
        "fermyon:spin/llm@2.0.0.generate-embeddings": async | trappable,
        "spin:key-value/key-value@3.0.0.[method]store.get-keys": async | store | trappable,
        "spin:postgres/postgres@4.2.0.[static]connection.open": async | trappable,
        "spin:postgres/postgres@4.2.0.[method]connection.query": async | trappable,
        "spin:postgres/postgres@4.2.0.[method]connection.execute": async | trappable,
        "spin:postgres/postgres@4.2.0.[method]connection.query-async": async | store | trappable,
        "spin:postgres/postgres@4.2.0.[method]connection-builder.build": async | trappable,
        default: trappable,
    }},
    with: {{
        "spin:key-value/key-value@3.0.0.store": crate::key_value::OpenStore,
        "spin:postgres/postgres@4.2.0.connection": crate::postgres::Connection,
        "spin:postgres/postgres@4.2.0.connection-builder": crate::postgres::ConnectionBuilder,
    }},
    require_store_data_send: true,
}});
"#,
        wit = wit.display()
    )
}
