// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/serverrows.h"

#include <QComboBox>
#include <QFileDialog>
#include <QIntValidator>
#include <QLineEdit>

namespace updesk
{

static constexpr Security kSecurities[] = {Security::Tls, Security::StartTls, Security::Plain};
static constexpr LoginKind kKinds[] = {LoginKind::Password, LoginKind::Token, LoginKind::None};

static int indexOf(Security security) { return int(std::ranges::find(kSecurities, security) - kSecurities); }
static int indexOf(LoginKind kind) { return int(std::ranges::find(kKinds, kind) - kKinds); }

ServerRows::ServerRows(const Kind &kind, const AddRow &addRow)
    : m_host(new QLineEdit),
      m_port(new QLineEdit),
      m_login(new QLineEdit),
      m_ca(new QLineEdit),
      m_security(new QComboBox),
      m_kind(new QComboBox),
      m_choose(new Button(tr("Choose ..."))),
      m_tlsPort(kind.tls),
      m_startTlsPort(kind.startTls)
{
    build(kind, addRow);
    for (QLineEdit *edit : {m_host, m_port, m_login, m_ca, static_cast<QLineEdit *>(m_secret->edit())})
        connect(edit, &QLineEdit::textEdited, this, &ServerRows::edited);
    connect(m_security, &QComboBox::activated, this, &ServerRows::chooseSecurity);
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_secret->row()->setLabel(m_kind->currentIndex() == 1 ? tr("Token") : tr("Password"));
        Q_EMIT kindChanged();
        Q_EMIT edited();
    });
    connect(m_choose, &Button::clicked, this, &ServerRows::chooseFile);
}

void ServerRows::name(QWidget *widget, const Kind &kind, const char *field, const QString &label)
{
    widget->setObjectName(QStringLiteral("settings.%1.%2").arg(QLatin1String(kind.name), QLatin1String(field)));
    widget->setAccessibleName(label);
    widget->setProperty("bar", true);
}

void ServerRows::build(const Kind &kind, const AddRow &addRow)
{
    name(m_host, kind, "host", tr("Server"));
    name(m_port, kind, "port", tr("Port"));
    name(m_security, kind, "security", tr("Security"));
    name(m_kind, kind, "kind", tr("Sign in with"));
    name(m_login, kind, "login", tr("Login"));
    name(m_ca, kind, "ca", tr("Own authority"));
    name(m_choose, kind, "chooseCa", tr("Choose the file of the server's own authority"));
    m_security->addItems({tr("TLS"), tr("STARTTLS"), tr("None")});
    m_kind->addItems({tr("A password"), tr("An access token"), tr("Nothing")});
    m_port->setValidator(new QIntValidator(1, 65'535, m_port));
    m_choose->setInBar();
    m_hostRow = addRow(tr("Server"));
    m_hostRow->addEdit(m_host);
    m_portRow = addRow(tr("Port and security"));
    m_portRow->add(m_port);
    m_portRow->add(m_security);
    const auto fit = [this] { m_port->setFixedWidth(scaled(72)); };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, this, fit);
    m_kindRow = addRow(tr("Sign in with"));
    m_kindRow->add(m_kind);
    m_loginRow = addRow(tr("Login"));
    m_loginRow->addEdit(m_login);
    m_secret =
        new SecretRow(addRow(tr("Password")), QStringLiteral("settings.%1.secret").arg(QLatin1String(kind.name)));
    m_secret->edit()->setAccessibleName(tr("Password or token"));
    m_caRow = addRow(tr("Own authority"));
    m_caRow->addEdit(m_ca);
    m_caRow->add(m_choose);
    m_caRow->setNote(tr("Only for a server with a certificate of its own making: the file of who signed it."));
    m_rows = {m_hostRow, m_portRow, m_kindRow, m_loginRow, m_secret->row(), m_caRow};
}

// Whoever changes the security mostly means the other usual port as well.
void ServerRows::chooseSecurity(int index)
{
    const int port = m_port->text().toInt();
    const bool tls = kSecurities[index] == Security::Tls;
    if (port == 0 || port == (tls ? m_startTlsPort : m_tlsPort))
        m_port->setText(QString::number(tls ? m_tlsPort : m_startTlsPort));
    Q_EMIT edited();
}

void ServerRows::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(m_ca, tr("The certificate of the server's own authority"), {},
        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (file.isEmpty())
        return;
    m_ca->setText(file);
    Q_EMIT edited();
}

void ServerRows::show(const ServerAccess &access)
{
    m_host->setText(access.host);
    m_port->setText(QString::number(access.port > 0 ? access.port : m_tlsPort));
    m_security->setCurrentIndex(indexOf(access.security));
    m_kind->setCurrentIndex(indexOf(access.kind));
    m_login->setText(access.login);
    m_ca->setText(access.caFile);
    m_secretName = access.secret;
    m_secret->row()->setLabel(access.kind == LoginKind::Token ? tr("Token") : tr("Password"));
}

ServerAccess ServerRows::typed() const
{
    ServerAccess access;
    access.host = m_host->text().trimmed();
    access.port = m_port->text().toInt();
    access.security = kSecurities[m_security->currentIndex()];
    access.caFile = m_ca->text().trimmed();
    access.kind = kKinds[m_kind->currentIndex()];
    access.login = m_login->text().trimmed();
    access.secret = m_secretName;
    return access;
}

void ServerRows::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_host, m_port, m_login, m_ca})
        edit->setReadOnly(readOnly);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_security, m_kind, m_choose})
        widget->setEnabled(!readOnly);
    m_secret->setReadOnly(readOnly);
}

std::vector<SettingRow *> ServerRows::rows() const
{
    if (kKinds[m_kind->currentIndex()] != LoginKind::None)
        return m_rows;
    return {m_hostRow, m_portRow, m_kindRow, m_caRow};
}

bool ServerRows::setError(const QString &field, const QString &words)
{
    const std::pair<const char *, std::pair<SettingRow *, QWidget *>> places[] = {{"host", {m_hostRow, m_host}},
        {"port", {m_portRow, m_port}}, {"security", {m_portRow, m_security}}, {"kind", {m_kindRow, m_kind}},
        {"login", {m_loginRow, m_login}}, {"secret", {m_secret->row(), m_secret->edit()}}, {"ca", {m_caRow, m_ca}}};
    for (const auto &[name, place] : places) {
        if (field != QLatin1String(name))
            continue;
        place.first->setError(words, place.second);
        if (!words.isEmpty())
            place.second->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ServerRows::takeFocus() { m_host->setFocus(Qt::OtherFocusReason); }

void ServerRows::clearErrors()
{
    for (SettingRow *row : m_rows)
        row->setError({});
}

} // namespace updesk
