// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/mailsection.h"

#include "ui/parts/channelwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QIntValidator>
#include <QLineEdit>

namespace updesk
{

static constexpr qint64 kMegabyte = 1024 * 1024;
static constexpr ServerRows::Kind kSmtp{"mailOut", 465, 587}, kImap{"mailIn", 993, 143};

MailSection::MailSection()
    : ChannelSection(ChannelPart::Mail, "mail", tr("Email"), tr("the store's own mail account")),
      m_on(new QCheckBox(tr("By this account")))
{
    buildOut();
    buildIn();
    buildLinks();
    addSave();
    for (const std::vector<Line> *lines : {&m_outLines, &m_inLines, &m_linkLines})
        for (const Line &line : *lines)
            connect(line.edit, &QLineEdit::textEdited, this, &MailSection::edited);
    for (const ServerRows *server : {m_out.get(), m_in.get()}) {
        connect(server, &ServerRows::edited, this, &MailSection::edited);
        connect(server, &ServerRows::kindChanged, this, &MailSection::showUsed);
    }
    showUsed();
}

QLineEdit *MailSection::addLine(std::vector<Line> &lines, const char *field, const QString &label, const QString &note)
{
    SettingRow *row = addRow(label);
    QLineEdit *edit = row->addEdit(new QLineEdit);
    edit->setObjectName(name(field));
    row->setNote(note);
    lines.push_back({field, row, edit});
    return edit;
}

void MailSection::buildOut()
{
    m_on->setObjectName(name("on"));
    m_on->setAccessibleName(tr("Send email by this account"));
    addRow(tr("Send email"))->add(m_on);
    connect(m_on, &QCheckBox::clicked, this, [this] {
        showUsed();
        edited();
    });
    const auto add = [this](const QString &label) { return addRow(label); };
    m_out = std::make_unique<ServerRows>(kSmtp, add);
    m_fromName = addLine(m_outLines, "fromName", tr("Sender's name"), tr("As customers read it: the store."));
    m_fromAddress = addLine(m_outLines, "fromAddress", tr("Sender's address"));
    m_replyTo =
        addLine(m_outLines, "replyTo", tr("Answers go to"), tr("Empty: to the sender's address. Have it read below."));
    m_unsubscribe = addLine(m_outLines, "unsubscribe", tr("No more mail"),
        tr("The address customers write to who want no more mail. Without it no offers go out by mail."));
    m_page = addLine(m_outLines, "unsubscribeUrl", tr("Page for no more mail"),
        tr("Only for a page of the store's own where one click is enough."));
    m_outTries.push_back(addTry(tr("Account"), tr("&Test the account"), "testOut"));
    m_testTo = new QLineEdit;
    m_testTo->setObjectName(name("testTo"));
    m_testTo->setAccessibleName(tr("Address for a test mail"));
    m_testTo->setPlaceholderText(tr("your own address"));
    m_outTries.push_back(addTry(tr("Test mail"), tr("Send a test &mail to me"), "send", m_testTo));
}

void MailSection::buildIn()
{
    addHead(tr("Mailboxes"), tr("read all the time; nothing is ever deleted there"));
    m_boxRow = addRow(tr("Mailbox"));
    m_box = m_boxRow->add(new QComboBox);
    m_box->setObjectName(name("box"));
    m_box->setAccessibleName(tr("Mailbox"));
    m_box->setProperty("bar", true);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(14);
    m_add = m_boxRow->add(new Button(tr("&Add a mailbox")));
    m_remove = m_boxRow->add(new Button(tr("Remove")));
    m_add->setObjectName(name("addBox"));
    m_remove->setObjectName(name("removeBox"));
    m_remove->setAccessibleName(tr("Remove this mailbox"));
    for (Button *button : {m_add, m_remove})
        button->setInBar();
    connect(m_box, &QComboBox::activated, this, &MailSection::chooseBox);
    connect(m_add, &Button::clicked, this, &MailSection::addBox);
    connect(m_remove, &Button::clicked, this, &MailSection::removeBox);
    const auto add = [this](const QString &label) { return addRow(label); };
    m_in = std::make_unique<ServerRows>(kImap, add);
    m_folder = addLine(m_inLines, "folder", tr("Folder"));
    m_afterRow = addRow(tr("Mails that were read"));
    m_after = m_afterRow->add(new QComboBox);
    m_after->setObjectName(name("after"));
    m_after->setAccessibleName(tr("What is done with mails that were read"));
    m_after->setProperty("bar", true);
    m_after->addItems({tr("Stay as they are"), tr("Are marked as read"), tr("Move to another folder")});
    connect(m_after, &QComboBox::activated, this, [this] {
        showUsed();
        edited();
    });
    m_moveTo = addLine(m_inLines, "moveTo", tr("Move them to"));
    m_largest = addLine(m_inLines, "largest", tr("Largest mail, MB"), tr("Of a larger one only the head is fetched."));
    m_largest->setValidator(new QIntValidator(0, 999, m_largest));
    m_largestRow = m_inLines.back().row;
    m_inTry = addTry(tr("Account"), tr("Test the mail&box"), "testIn");
}

void MailSection::buildLinks()
{
    addHead(tr("Opens and clicks"), tr("of emails"));
    m_address = addLine(m_linkLines, "address", tr("Address of links"),
        tr("The store's own, as in https://go.store.example. Links in mails lead there first. Empty: nothing is "
           "measured."));
    m_port = addLine(
        m_linkLines, "port", tr("Port"), tr("On this computer only: whoever serves the address passes on to it."));
    m_port->setValidator(new QIntValidator(0, 65'535, m_port));
    m_linkTry = addTry(tr("Address"), tr("Test the add&ress"), "testLinks");
}

void MailSection::showUsed()
{
    const bool out = m_on->isChecked(), in = !m_boxes.empty();
    const auto use = [this](const ServerRows &server, bool used) {
        const std::vector<SettingRow *> rows = server.rows();
        for (SettingRow *row : server.allRows())
            setUsed(row, used && std::ranges::find(rows, row) != rows.end());
    };
    use(*m_out, out);
    for (const Line &line : m_outLines)
        setUsed(line.row, out);
    for (SettingRow *row : m_outTries)
        setUsed(row, out);
    for (const Line &line : m_linkLines)
        setUsed(line.row, out);
    setUsed(m_linkTry, out);
    use(*m_in, in);
    for (const Line &line : m_inLines)
        setUsed(line.row, in && (line.edit != m_moveTo || m_after->currentIndex() == int(AfterReading::Move)));
    setUsed(m_afterRow, in);
    setUsed(m_inTry, in);
    m_box->setEnabled(in);
    m_remove->setVisible(in);
    m_remove->setEnabled(!m_readOnly);
}

void MailSection::fill()
{
    const MailOutSettings out = saved().mailOut.value_or(MailOutSettings{});
    m_on->setChecked(saved().mailOut.has_value());
    m_out->show(out.server);
    m_fromName->setText(out.fromName);
    m_fromAddress->setText(out.fromAddress);
    m_replyTo->setText(out.replyTo);
    m_unsubscribe->setText(out.unsubscribe);
    m_page->setText(out.unsubscribeUrl);
    const LinkSettings links = saved().links.value_or(LinkSettings{});
    m_address->setText(links.address);
    m_port->setText(links.port > 0 ? QString::number(links.port) : QString());
    m_boxes = saved().mailIn;
    m_boxSecrets.assign(m_boxes.size(), {});
    m_shown = std::min(m_shown, m_boxes.empty() ? 0 : m_boxes.size() - 1);
    fillBox();
}

void MailSection::fillBox()
{
    const MailInSettings box = m_boxes.empty() ? newBox() : m_boxes[m_shown];
    m_in->show(box.server);
    m_in->secret()->edit()->setText(m_boxes.empty() ? QString() : QString::fromUtf8(m_boxSecrets[m_shown]));
    m_in->secret()->setKept(m_kept.value(box.server.secret, SecretKept::Unknown));
    m_folder->setText(box.folder);
    m_after->setCurrentIndex(int(box.after));
    m_moveTo->setText(box.moveTo);
    m_largest->setText(QString::number(box.largest / kMegabyte));
    showBoxes();
    showUsed();
}

void MailSection::showBoxes()
{
    m_box->clear();
    for (const MailInSettings &box : m_boxes)
        m_box->addItem(box.server.host.isEmpty()
                ? tr("New mailbox")
                : tr("%1 at %2", "a login, a server").arg(box.server.login, box.server.host));
    if (m_boxes.empty())
        m_box->addItem(tr("None yet"));
    m_box->setCurrentIndex(int(m_shown));
}

MailInSettings MailSection::newBox()
{
    MailInSettings box;
    box.server.port = kImap.tls;
    return box;
}

void MailSection::keepBox() const
{
    if (m_boxes.empty())
        return;
    m_boxes[m_shown] = typedBox();
    m_boxSecrets[m_shown] = m_in->secret()->typed();
}

void MailSection::chooseBox(int index)
{
    keepBox();
    m_shown = size_t(std::clamp(index, 0, std::max(0, int(m_boxes.size()) - 1)));
    clearFaults();
    fillBox();
}

void MailSection::addBox()
{
    keepBox();
    MailInSettings box = newBox();
    box.server.login = m_out->typed().login;
    m_boxes.push_back(box);
    m_boxSecrets.emplace_back();
    m_shown = m_boxes.size() - 1;
    fillBox();
    edited();
    m_in->takeFocus();
}

void MailSection::removeBox()
{
    m_boxes.erase(m_boxes.begin() + qsizetype(m_shown));
    m_boxSecrets.erase(m_boxSecrets.begin() + qsizetype(m_shown));
    m_shown = m_shown > 0 ? m_shown - 1 : 0;
    fillBox();
    edited();
    m_add->setFocus(Qt::OtherFocusReason);
}

MailOutSettings MailSection::typedOut() const
{
    MailOutSettings out;
    out.server = m_out->typed();
    if (out.server.secret.isEmpty() && out.server.kind != LoginKind::None)
        out.server.secret = secretName("mail-out");
    out.fromName = m_fromName->text().trimmed();
    out.fromAddress = m_fromAddress->text().trimmed();
    out.replyTo = m_replyTo->text().trimmed();
    out.unsubscribe = m_unsubscribe->text().trimmed();
    out.unsubscribeUrl = m_page->text().trimmed();
    return out;
}

std::optional<LinkSettings> MailSection::typedLinks() const
{
    LinkSettings links = saved().links.value_or(LinkSettings{});
    links.address = m_address->text().trimmed();
    links.port = m_port->text().toInt();
    return links.address.isEmpty() ? std::nullopt : std::optional(links);
}

// No two mailboxes share an entry of the key store, and what has one keeps it.
QString MailSection::freshSecret() const
{
    for (int number = 1;; ++number) {
        const QString fresh = secretName("mail-in") + (number > 1 ? QStringLiteral("-%1").arg(number) : QString());
        size_t at = 0;
        const bool taken = std::ranges::any_of(
            m_boxes, [&](const MailInSettings &other) { return at++ != m_shown && other.server.secret == fresh; });
        if (!taken)
            return fresh;
    }
}

MailInSettings MailSection::typedBox() const
{
    MailInSettings box;
    box.server = m_in->typed();
    if (box.server.secret.isEmpty() && box.server.kind != LoginKind::None)
        box.server.secret = freshSecret();
    box.folder = m_folder->text().trimmed();
    box.after = AfterReading(m_after->currentIndex());
    box.moveTo = m_moveTo->text().trimmed();
    const qint64 before = m_boxes.empty() ? 0 : m_boxes[m_shown].largest;
    const qint64 typed = m_largest->text().toLongLong();
    box.largest = before / kMegabyte == typed ? before : typed * kMegabyte;
    return box;
}

ChannelSettings MailSection::typed() const
{
    keepBox();
    ChannelSettings part;
    if (m_on->isChecked())
        part.mailOut = typedOut();
    part.mailIn = m_boxes;
    part.links = typedLinks();
    return part;
}

std::vector<TypedSecret> MailSection::typedSecrets() const
{
    keepBox();
    std::vector<TypedSecret> secrets;
    const auto take = [&secrets](const ServerAccess &server, const QByteArray &typed) {
        if (server.kind != LoginKind::None && !typed.isEmpty())
            secrets.push_back({server.secret, typed});
    };
    if (m_on->isChecked())
        take(typedOut().server, m_out->secret()->typed());
    for (size_t i = 0; i < m_boxes.size(); ++i)
        take(m_boxes[i].server, m_boxSecrets[i]);
    return secrets;
}

// In a shared store another computer may send, and have the password; an entry that is new nobody can have.
std::optional<std::pair<QString, QString>> MailSection::missing() const
{
    const auto lacks = [this](const ServerAccess &server, const QByteArray &typed) {
        return server.kind != LoginKind::None && typed.isEmpty() && !secretNames().contains(server.secret);
    };
    const ChannelSettings part = typed();
    const QString words = ChannelWords::field(QStringLiteral("secret"));
    if (part.mailOut && lacks(part.mailOut->server, m_out->secret()->typed()))
        return std::pair(QStringLiteral("mailOut.server.secret"), words);
    for (size_t i = 0; i < part.mailIn.size(); ++i)
        if (lacks(part.mailIn[i].server, m_boxSecrets[i]))
            return std::pair(QStringLiteral("mailIn.%1.server.secret").arg(i + 1), words);
    return std::nullopt;
}

QStringList MailSection::secretNames() const
{
    QStringList names;
    if (saved().mailOut)
        names << saved().mailOut->server.secret;
    for (const MailInSettings &box : saved().mailIn)
        names << box.server.secret;
    names.removeAll(QString());
    return names;
}

void MailSection::setKept(const QMap<QString, SecretKept> &kept)
{
    m_kept = kept;
    m_out->secret()->setKept(kept.value(m_out->typed().secret, SecretKept::Unknown));
    m_in->secret()->setKept(kept.value(m_in->typed().secret, SecretKept::Unknown));
}

void MailSection::clearSecrets()
{
    m_out->secret()->clear();
    m_in->secret()->clear();
    m_boxSecrets.assign(m_boxes.size(), {});
}

void MailSection::showFault(const QString &place, const QString &words)
{
    const QStringList parts = place.split(u'.');
    const bool out = parts.front() == QLatin1String("mailOut"), links = parts.front() == QLatin1String("links");
    if (!out && !links && !m_alone && size_t(parts.value(1).toInt()) != m_shown + 1)
        chooseBox(parts.value(1).toInt() - 1);
    if (parts.contains(QLatin1String("server"))) {
        (out ? m_out : m_in)->setError(parts.back(), words);
        return;
    }
    for (const Line &line : links ? m_linkLines : out ? m_outLines : m_inLines) {
        if (parts.back() != QLatin1String(line.field))
            continue;
        line.row->setError(words);
        line.edit->setFocus(Qt::OtherFocusReason);
    }
}

void MailSection::clearFaults()
{
    m_out->clearErrors();
    m_in->clearErrors();
    for (const std::vector<Line> *lines : {&m_outLines, &m_inLines, &m_linkLines})
        for (const Line &line : *lines)
            line.row->setError({});
}

void MailSection::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_out->setReadOnly(readOnly);
    m_in->setReadOnly(readOnly);
    for (const std::vector<Line> *lines : {&m_outLines, &m_inLines, &m_linkLines})
        for (const Line &line : *lines)
            line.edit->setReadOnly(readOnly);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_on, m_after, m_add, m_remove})
        widget->setEnabled(!readOnly);
}

std::optional<Trial> MailSection::trial(int index)
{
    ChannelSettings part;
    if (index == TestIn) {
        part.mailIn = {typedBox()};
        m_alone = true;
        const bool good = check(part);
        m_alone = false;
        if (!good)
            return std::nullopt;
        return Trial{part.mailIn.front(), m_in->secret()->typed(), {}, {}, {}};
    }
    if (index == TestLinks) {
        part.links = typedLinks().value_or(LinkSettings{});
        if (!check(part))
            return std::nullopt;
        return Trial{LinkTrial{*part.links, facts().proof}, {}, {}, {}, {}};
    }
    part.mailOut = typedOut();
    if (!check(part))
        return std::nullopt;
    Trial wanted{*part.mailOut, m_out->secret()->typed(), {}, {}, {}};
    if (index != SendMail)
        return wanted;
    const QString to = m_testTo->text().trimmed();
    m_outTries.back()->setError(envelopeAddress(to).isEmpty() ? tr("This is no email address.") : QString());
    if (!m_outTries.back()->error().isEmpty()) {
        m_testTo->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    wanted.mail.emplace();
    wanted.mail->to.address = to;
    return wanted;
}

} // namespace updesk
