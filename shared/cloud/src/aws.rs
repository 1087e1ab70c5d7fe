//! How AWS's services are reached: with what Lambda puts into the environment, over one connector for all of them.

use std::time::Duration;

use aws_config::{
    BehaviorVersion, SdkConfig,
    environment::{EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider},
};
use aws_smithy_http_client::{
    Connector,
    proxy::ProxyConfig,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::http::{
    HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn,
};

/// Until when a connection stands, as the SDK has it by itself.
const TO_CONNECT: Duration = Duration::from_millis(3_100);

/// What every client goes by. Region and credentials come from the environment and from nowhere else: nothing is
/// looked for in files, and no service of the machine is asked.
pub(crate) async fn config() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(EnvironmentVariableRegionProvider::new())
        .credentials_provider(EnvironmentVariableCredentialsProvider::new())
        .http_client(one_connector())
        .load()
        .await
}

/// A client whose connector is made here, once. Left to themselves, the SDK's clients make two each, of which one
/// only to see that it can be made; and each reads a hundred and more root certificates.
fn one_connector() -> SharedHttpClient {
    let settings = HttpConnectorSettings::builder().connect_timeout(TO_CONNECT).build();
    let connector = Connector::builder()
        .tls_provider(Provider::rustls(CryptoMode::AwsLc))
        .connector_settings(settings)
        .proxy_config(ProxyConfig::from_env())
        .build();
    let connector = SharedHttpConnector::new(connector);
    http_client_fn(move |_, _| connector.clone())
}
