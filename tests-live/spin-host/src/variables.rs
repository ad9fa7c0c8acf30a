//! Values of variables, and templates over them.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};

use crate::manifest::{Manifest, VariableDeclaration};

/// The values of the application's variables.
pub(crate) struct Variables(HashMap<String, String>);

impl Variables {
    /// Takes each value from what was set on the command line, else from `SPIN_VARIABLE_NAME`, else
    /// from its default.
    ///
    /// # Errors
    /// A required variable has no value, or a value is for no variable.
    pub(crate) fn resolve(
        declared: &HashMap<String, VariableDeclaration>,
        mut set: HashMap<String, String>,
    ) -> Result<Self> {
        let mut values = HashMap::new();
        for (name, declaration) in declared {
            let value = set
                .remove(name)
                .or_else(|| std::env::var(format!("SPIN_VARIABLE_{}", name.to_uppercase())).ok())
                .or_else(|| declaration.default.clone());
            match value {
                Some(value) => {
                    values.insert(name.clone(), value);
                }
                None if declaration.required => {
                    let kind = if declaration.secret {
                        "secret"
                    } else {
                        "variable"
                    };
                    bail!("the {kind} {name:?} is required; set --variable {name}=…");
                }
                None => {}
            }
        }
        if let Some(name) = set.keys().next() {
            bail!("{name:?} is no variable of the application");
        }
        Ok(Self(values))
    }

    /// Fills in `{{ name }}`.
    ///
    /// # Errors
    /// A brace is not closed, or a name has no value.
    pub(crate) fn expand(&self, template: &str) -> Result<String> {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, next) = after
                .split_once("}}")
                .with_context(|| format!("{template:?} has an open brace"))?;
            let value = self
                .0
                .get(name.trim())
                .with_context(|| format!("there is no value for {:?}", name.trim()))?;
            text.push_str(before);
            text.push_str(value);
            rest = next;
        }
        text.push_str(rest);
        Ok(text)
    }

    /// The variables of a component. One whose template has no value is left out: it is undefined
    /// when the component asks for it.
    pub(crate) fn of_component(
        &self,
        manifest: &Manifest,
        component: &str,
    ) -> HashMap<String, String> {
        manifest.components[component]
            .variables
            .iter()
            .filter_map(|(name, template)| Some((name.clone(), self.expand(template).ok()?)))
            .collect()
    }
}
