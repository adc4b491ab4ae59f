// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatemodel.h"

#include "core/desk/templateverbs.h"
#include "core/sequences/segments.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templaterows.h"

#include <algorithm>

namespace updesk
{

static constexpr int kPause = 300; // ms after the last key until it is tried on the leads again
static constexpr int kReadASlice = 5, kTriedASlice = 10; // a few ms of the window's thread

TemplateModel::TemplateModel(Session &session, QObject *parent) : QObject(parent), m_session(session), m_for(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    m_slice.setInterval(0);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_at = 0;
        m_longest = {};
        m_slice.start();
    });
    connect(&m_slice, &QTimer::timeout, this, &TemplateModel::tryNext);
}

void TemplateModel::open(const QString &key, const std::vector<TemplateEntry> &entries)
{
    m_key = key;
    m_drafts.open(key, entries, [](Template &row) {
        row.subject.clear();
        row.body.clear();
        row.rich.clear();
    });
    m_tried.clear(); // the rows may have moved since
    m_allRead = false;
    refill();
}

void TemplateModel::setLanguage(int language)
{
    m_language = std::clamp(language, 0, int(kMessageLanguages.size()) - 1);
    refill();
}

bool TemplateModel::mayEdit() const
{
    const auto rules = m_session.rules();
    return rules && !m_session.person().isNull() && (*rules)->mayChangeRules(m_session.person());
}

bool TemplateModel::mayType() const { return !m_key.isEmpty() && mayEdit() && !isLocked(); }

bool TemplateModel::isStoresAlone() const
{
    const std::vector<Template> &shipped = TemplateBook::standard().templates();
    return !m_key.isEmpty() && std::ranges::find(shipped, m_key, &Template::key) == shipped.end();
}

bool TemplateModel::isOwn() const
{
    return isStoresAlone() || !m_drafts.of(m_key).opened[size_t(m_language)].id.isNull();
}

void TemplateModel::setName(const QString &name)
{
    if (!mayType() || !isStoresAlone() || typed().name == name)
        return;
    for (Template &row : m_drafts.at(m_key).typed) {
        if (!row.body.isEmpty() || row.language == typed().language)
            row.name = name;
    }
    look();
}

void TemplateModel::setSubject(const QString &subject)
{
    if (!mayType() || typed().subject == subject)
        return;
    edited().subject = subject;
    look();
}

void TemplateModel::setBody(const QString &body)
{
    if (!mayType() || typed().body == body)
        return;
    edited().body = body;
    look();
}

void TemplateModel::setRich(const QString &rich)
{
    if (!mayType() || typed().rich == rich)
        return;
    edited().rich = rich;
    look();
}

void TemplateModel::setActive(bool active)
{
    if (m_key.isEmpty() || !mayEdit() || typed().active == active)
        return;
    edited().active = active;
    look();
}

void TemplateModel::usePlainLetters() { setBody(plainLetters(typed().body)); }

QString TemplateModel::shown() const { return m_preview.isReady() ? m_preview.body : typed().body; }

// On each key: pure work on one text.
void TemplateModel::look()
{
    m_findings = checkTemplate(typed());
    m_preview = fill(typed(), m_values);
    m_length = textLength(shown());
    m_slice.stop();
    m_longest = {};
    if (typed().channel == Channel::Text && !m_key.isEmpty())
        m_pause.start();
    Q_EMIT changed();
}

void TemplateModel::refill()
{
    m_values = m_for.values(QLatin1String(kMessageLanguages[size_t(m_language)]));
    look();
}

Result<void> TemplateModel::setLead(LeadId lead, const QString &name)
{
    if (auto set = m_for.set(lead, name); !set)
        return set;
    refill();
    return {};
}

bool TemplateModel::loadMore()
{
    if (m_allRead || m_tried.size() >= size_t(kMostTried))
        return false;
    const LeadId last = m_tried.empty() ? LeadId() : m_tried.back().lead;
    const auto leads = leadsToTry(m_session.database(), last, kReadASlice);
    m_allRead = !leads || leads->empty();
    if (m_allRead)
        return false;
    for (const LeadId &lead : *leads) {
        auto facts = templateFacts(m_session.database(), lead, m_session.now(), m_session.person());
        m_tried.push_back(facts ? std::move(*facts) : TemplateFacts{});
        m_tried.back().lead = lead;
    }
    return true;
}

void TemplateModel::tryOn(const TemplateFacts &facts)
{
    const FilledMessage message = fill(typed(), templateValues(facts, typed().language));
    ++m_longest.tried;
    if (!message.isReady()) {
        ++m_longest.without;
        return;
    }
    const TextLength length = textLength(message.body);
    m_longest.longer += length.segments > 1 ? 1 : 0;
    if (length.segments > m_longest.segments
        || (length.segments == m_longest.segments && length.units > m_longest.units)) {
        m_longest.segments = length.segments;
        m_longest.units = length.units;
    }
}

void TemplateModel::tryNext()
{
    if (m_at >= m_tried.size() && !loadMore()) {
        m_slice.stop();
        m_longest.done = true;
        Q_EMIT longestChanged();
        return;
    }
    const size_t end = std::min(m_at + kTriedASlice, m_tried.size());
    for (; m_at < end; ++m_at)
        tryOn(m_tried[m_at]);
    Q_EMIT longestChanged();
}

Result<DeedId> TemplateModel::save()
{
    auto &draft = m_drafts.at(m_key);
    const auto deed = saveTemplates(m_session, draft.opened, draft.typed);
    if (!deed)
        return deed;
    draft.opened = draft.typed; // open() reads what is there now
    look();
    return deed;
}

Result<DeedId> TemplateModel::drop()
{
    QStringList languages{typed().language};
    if (isStoresAlone()) {
        languages.clear();
        for (const char *language : kMessageLanguages)
            languages << QLatin1String(language);
    }
    const auto deed = dropTemplate(m_session, m_key, languages);
    if (deed)
        revert();
    return deed;
}

Result<QString> TemplateModel::copy(const QString &name)
{
    const QString key = QStringLiteral("own_") + QString::fromLatin1(newId(m_session.now()).hex());
    std::vector<Template> none, rows;
    for (Template row : m_drafts.of(m_key).opened) {
        if (row.body.trimmed().isEmpty())
            continue;
        row.id = {};
        row.key = key;
        row.name = name;
        row.version = 0;
        row.active = true;
        rows.push_back(row);
        row.body.clear();
        none.push_back(row);
    }
    const auto deed = saveTemplates(m_session, none, rows);
    return deed ? Result<QString>(key) : deed.error();
}

void TemplateModel::revert()
{
    auto &draft = m_drafts.at(m_key);
    draft.typed = draft.opened;
    look();
}

} // namespace updesk
