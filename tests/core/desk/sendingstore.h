// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelsettings.h"
#include "core/desk/desklane.h"
#include "core/desk/enrol.h"
#include "core/desk/messages.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/sequences/messagerows.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/support/teststore.h"
#include "tests/support/waitingsender.h"

namespace updesk
{

/// A store that is no sample and may write to people: with its address, plans, and ways out that nobody answers yet.
struct SendingStore {
    TestStore store;
    LeadId lead;
    CustomerId customer;

    SendingStore()
    {
        store->setPerson(store.mike);
        const auto made = doDeed(*store, "setting", {}, [&](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kDealership);
            Dealership changed = all->front();
            changed.address = QStringLiteral("1 Main Street, Albany NY 12207");
            changed.phone = QStringLiteral("+12125550100");
            changed.sample = false;
            return apply(tx, set(kDealership, all->front(), changed));
        });
        if (!made || !useShippedPlans(*store))
            qFatal("sending store");
        use(ways());
        store->setPerson(store.dana);
    }
    static ChannelSettings ways()
    {
        ChannelSettings settings;
        settings.mailOut =
            MailOutSettings{{QStringLiteral("127.0.0.1"), 1, Security::Plain, {}, LoginKind::None, {}, {}},
                QStringLiteral("Northgate Motors"), QStringLiteral("sales@northgate.example"), {},
                QStringLiteral("stop@northgate.example"), {}};
        TextSettings text;
        text.url = QStringLiteral("http://127.0.0.1:1/2010");
        text.account = QStringLiteral("AC1");
        text.secret = QStringLiteral("texts");
        text.from = QStringLiteral("+12125550100");
        settings.text = text;
        return settings;
    }
    void use(const ChannelSettings &settings)
    {
        const PersonId person = store->person();
        store->setPerson(store.mike);
        if (const auto done = setChannelSettings(*store, settings); !done)
            qFatal("ways: %s", qPrintable(done.error().subject));
        store->setPerson(person);
    }
    LeadId addLead(int number = 1)
    {
        lead = store.add(store.webLead(number)).lead;
        customer = load(store->database(), kLead, lead.value)->customer;
        return lead;
    }
    OwnMessage text(
        const QString &body = QStringLiteral("Hi, Dana at Northgate Motors. It is here. STOP to end.")) const
    {
        OwnMessage own;
        own.lead = lead;
        own.channel = Channel::Text;
        own.body = body;
        return own;
    }
    OwnMessage mail(const QString &to = {}) const
    {
        OwnMessage own;
        own.lead = lead;
        own.channel = Channel::Email;
        own.to = to;
        own.subject = QStringLiteral("Your RAV4");
        own.body = QStringLiteral("Hi, it is here. When would you like to come?");
        return own;
    }
    Message message(MessageId id) { return *load(store->database(), kMessage, id.value); }
    /// Messages in this state.
    qint64 count(const char *state)
    {
        return store.count("message WHERE deleted=0 AND state='" + QByteArray(state) + '\'');
    }
    void refuses(Channel channel)
    {
        const auto said = doDeed(*store, "test", {}, [&](Transaction &tx) {
            Consent no;
            no.id = {tx.freshId()};
            no.customer = customer;
            no.state = Consent::State::No;
            no.channel = int(channel);
            no.at = tx.now();
            no.words = QStringLiteral("stop");
            return apply(tx, put(kConsent, no));
        });
        if (!said)
            qFatal("refusal");
    }
    std::optional<StepRun> run(const char *key)
    {
        std::optional<StepRun> last;
        const auto plans = plansOfLead(store->database(), lead);
        for (const Enrolment &plan : *plans) {
            const auto runs = runsOf(store->database(), plan.id);
            for (const StepRun &row : *runs) {
                if (row.key == QLatin1String(key))
                    last = row;
            }
        }
        return last;
    }
};

/// A gateway that writes down what it is given and answers as it is told.
struct FakeGateway {
    std::vector<Message> handed;
    HandOver answer = HandOver::accepted(QStringLiteral("p1"));
    WaitingSender::Gateway gateway()
    {
        return [this](const Message &message) {
            handed.push_back(message);
            return answer;
        };
    }
};

inline const std::vector<Channel> kBothWays{Channel::Email, Channel::Text};

} // namespace updesk
