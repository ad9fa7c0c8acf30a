//! From the start-up message to the first `ReadyForQuery`.

use bytes::BytesMut;
use fallible_iterator::FallibleIterator;
use postgres_protocol::{
    authentication::{md5_hash, sasl},
    message::{backend::Message, frontend},
};

use super::{Address, Connection, Password, PostgresError, ServerError};

/// More than any message of the start-up can hold.
const MAX_STARTUP_MESSAGE_BYTES: usize = 64 * 1024;

impl Connection {
    /// Introduces the client and proves who it is.
    pub(super) async fn start(
        &mut self,
        address: &Address,
        certificate_hash: Option<Vec<u8>>,
    ) -> Result<(), PostgresError> {
        let mut out = BytesMut::new();
        let fixed = [
            ("user", address.user.as_str()),
            ("database", address.database.as_str()),
            ("client_encoding", "UTF8"),
            // Neon and poolers tell clients apart by it; the address may set its own.
            ("application_name", "plainquery"),
        ];
        let own = address
            .startup
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        frontend::startup_message(fixed.into_iter().chain(own), &mut out).map_err(protocol)?;
        self.send(&out).await?;
        self.authenticate(address, certificate_hash).await?;
        loop {
            match self.receive(MAX_STARTUP_MESSAGE_BYTES).await? {
                Message::BackendKeyData(key) => {
                    self.set_cancel_key(key.process_id(), key.secret_key());
                }
                Message::ReadyForQuery(_) => return Ok(()),
                message => refused(message)?,
            }
        }
    }

    async fn authenticate(
        &mut self,
        address: &Address,
        certificate_hash: Option<Vec<u8>>,
    ) -> Result<(), PostgresError> {
        let password = || {
            address
                .password
                .as_ref()
                .ok_or(PostgresError::PasswordMissing)
        };
        let mut bound = false;
        loop {
            match self.receive(MAX_STARTUP_MESSAGE_BYTES).await? {
                Message::AuthenticationOk if address.require_channel_binding && !bound => {
                    return Err(PostgresError::Authentication(
                        "channel_binding=require, but the server did not bind the authentication to the TLS connection".to_owned(),
                    ));
                }
                Message::AuthenticationOk => return Ok(()),
                Message::AuthenticationCleartextPassword => {
                    self.send_password(password()?.as_bytes()).await?;
                }
                Message::AuthenticationMd5Password(body) => {
                    let hash =
                        md5_hash(address.user.as_bytes(), password()?.as_bytes(), body.salt());
                    self.send_password(hash.as_bytes()).await?;
                }
                Message::AuthenticationSasl(body) => {
                    let offered: Vec<String> = body
                        .mechanisms()
                        .map(|name| Ok(name.to_owned()))
                        .collect()
                        .map_err(protocol)?;
                    bound = self
                        .authenticate_scram(&offered, password()?, certificate_hash.clone())
                        .await?;
                }
                Message::AuthenticationGss
                | Message::AuthenticationSspi
                | Message::AuthenticationKerberosV5 => {
                    return Err(PostgresError::Authentication(
                        "the server wants Kerberos, which is not supported".to_owned(),
                    ));
                }
                message => refused(message)?,
            }
        }
    }

    async fn send_password(&mut self, password: &[u8]) -> Result<(), PostgresError> {
        let mut out = BytesMut::new();
        frontend::password_message(password, &mut out).map_err(protocol)?;
        self.send(&out).await
    }

    /// SCRAM-SHA-256; says whether it was bound to the TLS connection.
    async fn authenticate_scram(
        &mut self,
        offered: &[String],
        password: &Password,
        certificate_hash: Option<Vec<u8>>,
    ) -> Result<bool, PostgresError> {
        let offers = |mechanism: &str| offered.iter().any(|name| name == mechanism);
        let (mechanism, binding, bound) = match certificate_hash {
            Some(hash) if offers(sasl::SCRAM_SHA_256_PLUS) => (
                sasl::SCRAM_SHA_256_PLUS,
                sasl::ChannelBinding::tls_server_end_point(hash),
                true,
            ),
            // "We could have, but you do not offer it": the server notices when that was tampered with.
            Some(_) if offers(sasl::SCRAM_SHA_256) => (
                sasl::SCRAM_SHA_256,
                sasl::ChannelBinding::unrequested(),
                false,
            ),
            None if offers(sasl::SCRAM_SHA_256) => (
                sasl::SCRAM_SHA_256,
                sasl::ChannelBinding::unsupported(),
                false,
            ),
            _ => {
                return Err(PostgresError::Authentication(format!(
                    "the server offers only {}",
                    offered.join(", ")
                )));
            }
        };
        let mut scram = sasl::ScramSha256::new(password.as_bytes(), binding);
        let mut out = BytesMut::new();
        frontend::sasl_initial_response(mechanism, scram.message(), &mut out).map_err(protocol)?;
        self.send(&out).await?;

        let challenge = loop {
            match self.receive(MAX_STARTUP_MESSAGE_BYTES).await? {
                Message::AuthenticationSaslContinue(body) => break body,
                message => refused(message)?,
            }
        };
        scram.update(challenge.data()).map_err(authentication)?;
        out.clear();
        frontend::sasl_response(scram.message(), &mut out).map_err(protocol)?;
        self.send(&out).await?;

        let proof = loop {
            match self.receive(MAX_STARTUP_MESSAGE_BYTES).await? {
                Message::AuthenticationSaslFinal(body) => break body,
                message => refused(message)?,
            }
        };
        scram.finish(proof.data()).map_err(authentication)?;
        Ok(bound)
    }
}

/// Passes over what a server may say at any time; everything else ends the start-up.
fn refused(message: Message) -> Result<(), PostgresError> {
    match message {
        Message::NoticeResponse(_) | Message::ParameterStatus(_) => Ok(()),
        Message::ErrorResponse(body) => Err(PostgresError::Server {
            error: Box::new(ServerError::read(&body).map_err(protocol)?),
            statement: None,
        }),
        _ => Err(PostgresError::Protocol(
            "an unexpected message during start-up".to_owned(),
        )),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn protocol(error: std::io::Error) -> PostgresError {
    PostgresError::Protocol(error.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn authentication(error: std::io::Error) -> PostgresError {
    PostgresError::Authentication(error.to_string())
}
