// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/gateways.h"
#include "core/desk/mailtrack.h"
#include "core/desk/messagelines.h"
#include "core/desk/stepmessages.h"
#include "core/desk/templateverbs.h"
#include "core/sequences/templatestore.h"
#include "tests/core/desk/sendingstore.h"

#include <QRegularExpression>

namespace updesk
{

/// A store that sends by e-mail alone, whose acknowledgement has links, and that measures opens and clicks.
struct MeasuredStore : SendingStore {
    Time start = store.clock.now();
    int version = 0; ///< of the acknowledgement's words
    Message last; ///< that left
    DeedId captured; ///< the last inquiry
    ChannelSettings settings;

    explicit MeasuredStore(bool measured = true, const std::optional<MailOutSettings> &out = {})
    {
        settings = ways();
        settings.text.reset();
        if (out)
            settings.mailOut = out;
        useLinks(measured);
        saveWords({});
    }
    static QString page() { return QStringLiteral("https://northgate.example/rav4?x=1&y=2"); }
    void useLinks(bool measured, int port = 9)
    {
        settings.links.reset();
        if (measured)
            settings.links = LinkSettings{QStringLiteral("http://127.0.0.1:%1").arg(port), port, {}};
        use(settings);
    }
    void saveWords(const QString &more, bool plain = false)
    {
        store->setPerson(store.mike);
        const QString key = QStringLiteral("ack_email");
        auto row = *templateFor(store->database(), key, {QStringLiteral("en")});
        const Template opened = row;
        row.body = QStringLiteral("Hi {first}, thank you for writing to {store}. See %1 %2").arg(page(), more);
        row.rich = QStringLiteral(
            "<p>Hi {first}, thank you for writing to {store}.</p><p><a href=\"%1\">See it</a>, our <a "
            "href=\"https://northgate.example/hours\">hours</a> or <a href=\"tel:+12125550100\">call</a>. "
            "%2</p>")
                       .arg(page().toHtmlEscaped(), more);
        if (plain)
            row.rich.clear();
        if (const auto saved = saveTemplates(*store, {opened}, {row}); !saved)
            qFatal("template %s %s", qPrintable(saved.error().subject), qPrintable(saved.error().detail));
        version = templateFor(store->database(), key, {QStringLiteral("en")})->version;
        store->setPerson(store.dana);
    }
    /// An inquiry comes and is acknowledged: the mail as it was handed over.
    MailDraft acknowledge(int number)
    {
        inquire(number);
        return leave();
    }
    void inquire(int number)
    {
        const Captured came = store.add(store.webLead(number));
        lead = came.lead;
        captured = came.deed;
    }
    MailDraft send(const OwnMessage &own)
    {
        if (const auto queued = queueMessage(*store, own); !queued)
            qFatal("queue %s %s", qPrintable(queued.error().subject), qPrintable(queued.error().detail));
        store.clock.advance(kTakeBack);
        return leave();
    }
    MailDraft leave()
    {
        MailDraft left;
        DeskLane lane(store->database(), 1);
        WaitingSender sender(lane, store->database(), [&](const Message &message) {
            left = mailOf(message, *settings.mailOut, store.clock.now());
            if (!measureMail(*store, message, left))
                qFatal("not kept");
            return HandOver::accepted(QStringLiteral("p1"));
        });
        const bool ready = *lane.hold() && queueDueSteps(*store, kAlone);
        const auto turn = sender.sendNext({Channel::Email});
        if (!ready || !turn || !turn->sent || !writeLine(*store, *turn->sent, kAlone))
            qFatal("nothing left");
        last = *turn->sent;
        lane.giveBack();
        return left;
    }
    static QList<QByteArray> tokensIn(const QString &html, char kind)
    {
        const QRegularExpression form(QStringLiteral("/%1/([A-Za-z0-9_-]{46})\"").arg(QLatin1Char(kind)));
        QList<QByteArray> tokens;
        for (auto all = form.globalMatch(html); all.hasNext();)
            tokens << all.next().captured(1).toLatin1();
        return tokens;
    }
    static QList<QByteArray> tokens(const MailDraft &mail, char kind) { return tokensIn(mail.html, kind); }
    /// A customer's browser.
    static LinkHit hit(const QByteArray &token, bool click = true)
    {
        LinkHit hit;
        hit.click = click;
        hit.token = token;
        hit.agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36";
        return hit;
    }
    std::vector<EffectRow> rows(EffectBy by)
    {
        return *planEffect(store->database(), start, store.clock.now() + 1, by);
    }
    EffectRow effect()
    {
        for (const EffectRow &row : rows(EffectBy::Channel)) {
            if (row.channel == int(Channel::Email))
                return row;
        }
        return {};
    }
    qint64 lines(Activity::Code code)
    {
        return store.count("activity WHERE deleted=0 AND code=" + QByteArray::number(int(code)));
    }
};

} // namespace updesk
