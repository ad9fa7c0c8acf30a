//! Which component answers a path.

use crate::manifest::{HttpTrigger, Route};

/// The public routes. Private ones are in none, so that no request from outside finds them.
pub(crate) struct Routes(Vec<PublicRoute>);

struct PublicRoute {
    /// Without `/...`.
    path: String,
    is_prefix: bool,
    component: String,
}

impl Routes {
    /// The public ones among the triggers.
    pub(crate) fn new(triggers: &[HttpTrigger]) -> Self {
        let public = triggers.iter().filter_map(|trigger| match &trigger.route {
            Route::Public(route) => {
                let (path, is_prefix) = match route.strip_suffix("/...") {
                    Some(path) => (path, true),
                    None => (route.as_str(), false),
                };
                Some(PublicRoute {
                    path: path.to_owned(),
                    is_prefix,
                    component: trigger.component.clone(),
                })
            }
            Route::Private { .. } => None,
        });
        Self(public.collect())
    }

    /// The component of the longest route that fits; an exact one before a prefix.
    pub(crate) fn find(&self, path: &str) -> Option<&str> {
        self.0
            .iter()
            .filter(|route| route.takes(path))
            .max_by_key(|route| (route.path.len(), !route.is_prefix))
            .map(|route| route.component.as_str())
    }
}

impl PublicRoute {
    fn takes(&self, path: &str) -> bool {
        match path.strip_prefix(self.path.as_str()) {
            Some("") => true,
            Some(rest) => self.is_prefix && rest.starts_with('/'),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_route_wins_and_private_ones_are_none() {
        let trigger = |route, component: &str| HttpTrigger {
            route,
            component: component.to_owned(),
        };
        let public = |path: &str| Route::Public(path.to_owned());
        let routes = Routes::new(&[
            trigger(public("/..."), "front"),
            trigger(public("/v1/validate"), "validate"),
            trigger(Route::Private { private: true }, "hidden"),
        ]);
        assert_eq!(routes.find("/"), Some("front"));
        assert_eq!(routes.find("/v1/validate"), Some("validate"));
        assert_eq!(routes.find("/v1/validate/x"), Some("front"));
        assert_eq!(routes.find("/hidden"), Some("front"));
        assert_eq!(Routes::new(&[]).find("/"), None);
    }
}
