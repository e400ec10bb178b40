#include "app/bootstrap/system_proxy.h"

#include <QNetworkProxyFactory>
#include <QUrl>

namespace audience::bootstrap {

std::string systemProxy(const std::string &origin) {
    const QNetworkProxyQuery query(QUrl(QString::fromStdString(origin + '/')));
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(query);
    const QNetworkProxy proxy = proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
    const bool isSocks = proxy.type() == QNetworkProxy::Socks5Proxy;
    if ((!isSocks && proxy.type() != QNetworkProxy::HttpProxy) || proxy.hostName().isEmpty())
        return {};
    QUrl address;
    address.setScheme(isSocks ? QStringLiteral("socks5h") : QStringLiteral("http"));
    address.setHost(proxy.hostName());
    address.setPort(proxy.port());
    if (!proxy.user().isEmpty()) {
        address.setUserName(proxy.user());
        address.setPassword(proxy.password());
    }
    return address.toString(QUrl::FullyEncoded).toStdString();
}

} // namespace audience::bootstrap
