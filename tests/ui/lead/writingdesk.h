// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelsettings.h"
#include "core/desk/messages.h"
#include "core/people/staff.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/composermodel.h"
#include "ui/lead/composerpanel.h"

#include <QPlainTextEdit>

namespace updesk
{

/// The ways out of a store: both texts and e-mail.
inline ChannelSettings bothWays()
{
    ChannelSettings ways;
    TextSettings texts;
    texts.url = QStringLiteral("https://api.example.com/2010-04-01");
    texts.account = QStringLiteral("AC1");
    texts.secret = QStringLiteral("texts");
    texts.from = QStringLiteral("+12125550100");
    ways.text = texts;
    MailOutSettings mail;
    mail.server = {QStringLiteral("smtp.northgate.example"), 465, Security::Tls, {}, LoginKind::Password,
        QStringLiteral("sales@northgate.example"), QStringLiteral("mail-out")};
    mail.fromAddress = QStringLiteral("sales@northgate.example");
    mail.unsubscribe = QStringLiteral("stop@northgate.example");
    ways.mailOut = mail;
    return ways;
}

/// Sets the store up to send, with the postal address that an e-mail needs.
inline void setUpWays(TestStore &store, const ChannelSettings &ways = bothWays())
{
    const PersonId before = store->person();
    store->setPerson(store.mike);
    if (!setChannelSettings(*store, ways))
        qFatal("writing desk: ways");
    const auto placed = doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
        const auto rows = loadAll(tx.database(), kDealership);
        if (!rows)
            return rows.error();
        Dealership there = rows->front();
        there.address = QStringLiteral("12 Harbor Road, New York, NY 10011");
        there.phone = QStringLiteral("(212) 555-0100");
        return apply(tx, set(kDealership, rows->front(), there));
    });
    if (!placed)
        qFatal("writing desk: address");
    store->setPerson(before);
}

/// A message as a sender could have left it.
inline Message aMessage(TestStore &store, LeadId lead, const char *state)
{
    Message m;
    m.id = {newId(store.clock.now())};
    m.lead = lead;
    m.purpose = QString::fromLatin1(m.id.value.hex());
    m.channel = int(Channel::Text);
    m.body = QStringLiteral("Hi Sam, shall I send photos?");
    m.state = QString::fromLatin1(state);
    m.to = QStringLiteral("+15552010000");
    m.by = store.dana;
    m.asked = m.notBefore = store.clock.now();
    m.sendBefore = m.asked + kTextKeeps;
    m.began = m.state == QLatin1String("queued") ? 0 : m.asked;
    return m;
}
inline MessageId lay(TestStore &store, const Message &message)
{
    const auto laid =
        doDeed(*store, "test", {message.lead}, [&](Transaction &tx) { return takeRow(tx, kMessage, message); });
    if (!laid)
        qFatal("writing desk: message");
    store->refresh({message.lead});
    return message.id;
}

/// The lead's panel of a store that can send.
class WritingDesk : public LeadDesk
{
public:
    WritingDesk()
    {
        session->setPerson(dana);
        setUpWays(*this);
    }
    void wide(QSize size = {1166, 692})
    {
        screen->resize(size);
        show();
        screen->open(captured.lead);
        QCoreApplication::processEvents();
    }
    ComposerPanel *composer() const { return find<ComposerPanel>("lead.composer"); }
    ComposerModel *model() const { return composer()->model(); }
    QPlainTextEdit *edit() const { return find<QPlainTextEdit>("lead.composer.edit"); }
    QString words(const char *label) const
    {
        const auto *found = find<QWidget>(label);
        return found->isVisible() ? found->property("text").toString() : QString();
    }
    void write(const QString &text)
    {
        edit()->selectAll();
        QTest::keyClicks(edit(), text);
    }
    void send() { QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier); }
    Message last()
    {
        const auto id =
            Id::fromHex(list("SELECT lower(hex(id)) FROM message WHERE deleted=0 ORDER BY asked DESC, id DESC LIMIT 1")
                            .trimmed()
                            .toStdString());
        return id ? *load(session->database(), kMessage, *id) : Message();
    }
};

} // namespace updesk
