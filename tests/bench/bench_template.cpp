// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/segments.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatefill.h"
#include "tests/bench/bench.h"

namespace updesk::bench
{

static constexpr double kKey = 50; // ms from key to paint (ui.md 21, U11); this is all the work before the paint

/// What each key costs in the editor of a template: it is checked, filled and counted anew.
static double ofKeys(const QString &typed, Channel channel, const TemplateValues &values)
{
    Template row;
    row.channel = channel;
    row.language = QStringLiteral("en");
    std::vector<double> keys;
    int sum = 0;
    for (qsizetype n = typed.size() - 100; n <= typed.size(); ++n) {
        keys.push_back(timed([&] {
            row.body = typed.left(n);
            sum += int(checkTemplate(row).size());
            const FilledMessage message = fill(row, values);
            sum += textLength(message.isReady() ? message.body : row.body).units;
        }));
    }
    if (sum == 0)
        qFatal("nothing was counted");
    return percentile(keys, 0.95);
}

UPDESK_BENCHMARK(t, "a key in the template editor")
{
    TemplateFacts facts;
    facts.first = QStringLiteral("Sam");
    facts.store = QStringLiteral("Northgate Motors");
    facts.storeAddress = QStringLiteral("12 Elm Street");
    const TemplateValues values = templateValues(facts, QStringLiteral("en"));
    const QString text = QStringLiteral("Hi {first}, this is {store} about the {vehicle}. ").leftJustified(160, u'a');
    const QString mail = QStringLiteral("Hi {first}, the {vehicle} is here, only 2 left, at $20,000. ").repeated(100);
    run.add({"t", "text of 160, 95th percentile", "ms", std::nullopt, ofKeys(text, Channel::Text, values),
        Goal::oursAtMost(kKey)});
    run.add({"t", "mail of 6,000, 95th percentile", "ms", std::nullopt, ofKeys(mail, Channel::Email, values),
        Goal::oursAtMost(kKey)});
}

} // namespace updesk::bench
