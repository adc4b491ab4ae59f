// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskchannels.h"

#include "core/base/secretsfile.h"
#include "core/desk/channelsettings.h"
#include "core/desk/channelstate.h"
#include "core/desk/planverbs.h"
#include "core/desk/undo.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planstore.h"
#include "ui/parts/channelwords.h"
#include "ui/parts/sentence.h"
#include "ui/settings/settingsscreen.h"
#include "ui/shell/deskstatus.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/undowords.h"

namespace updesk
{

DeskChannels::DeskChannels(Session &session, MainWindow &window, SettingsScreen &screen)
    : m_session(session),
      m_window(window),
      m_screen(screen),
      m_sections{screen.mail(), screen.texts(), screen.phone()},
      m_secrets(std::make_unique<DeskSecrets>()),
      m_bench(new QObject)
{
    m_bench->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_bench, &QObject::deleteLater);
    for (ChannelSection *section : m_sections)
        connectSection(section);
    connect(m_screen.messages(), &MessageSection::shippedPlansWanted, this, &DeskChannels::usePlans);
    m_screen.keepFresh(m_session, *this, [this] { refresh(); });
}

DeskChannels::~DeskChannels()
{
    stop();
    if (!m_thread.isRunning()) {
        delete m_bench;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void DeskChannels::setSecrets(std::unique_ptr<Secrets> secrets) { m_secrets = std::move(secrets); }

void DeskChannels::connectSection(ChannelSection *section)
{
    connect(section, &ChannelSection::saveWanted, this,
        [this, section](const ChannelChange &change) { save(section, change); });
    connect(section, &ChannelSection::tryWanted, this, [this, section](const Trial &trial) { tryOut(section, trial); });
    connect(section, &ChannelSection::stopWanted, this, &DeskChannels::stop);
    connect(section, &ChannelSection::keptWanted, this, &DeskChannels::look);
}

void DeskChannels::onThread(Work work)
{
    if (!m_thread.isRunning())
        m_thread.start();
    QMetaObject::invokeMethod(m_bench, [secrets = m_secrets.get(), work = std::move(work)] { work(*secrets); });
}

void DeskChannels::answer(std::function<void()> said) { QMetaObject::invokeMethod(this, std::move(said)); }

void DeskChannels::refresh()
{
    const auto rules = m_session.rules();
    const auto kept = channelSettings(m_session.database());
    ChannelFacts facts;
    facts.store = m_session.by().store;
    facts.mayChange = rules && (*rules)->mayChangeRules(m_session.person());
    if (rules)
        facts.region = (*rules)->dealership.region;
    if (rules)
        facts.proof = (*rules)->dealership.id.value.hex();
    if (kept)
        facts.settings = **kept;
    else
        facts.read = kept.error();
    for (ChannelSection *section : m_sections)
        section->setChannels(facts);
    if (rules)
        showTroubles(**rules);
    const auto shelf = planShelf(m_session.database());
    int used = 0;
    for (const Plan &plan : shippedPlans()) {
        const PlanRow *row = shelf ? (*shelf)->row(plan.key) : nullptr;
        used += row && row->active ? 1 : 0;
    }
    m_screen.messages()->setShippedPlans(used, int(shippedPlans().size()), facts.mayChange && shelf);
}

void DeskChannels::setTrouble(Channel way, const std::optional<Error> &why)
{
    (way == Channel::Text ? m_textTrouble : m_mailTrouble) = why;
    if (why)
        m_window.toast()->say(way == Channel::Text ? tr("Texts cannot be sent. %1").arg(ChannelWords::fault(*why))
                                                   : tr("Email cannot be sent. %1").arg(ChannelWords::fault(*why)));
    refresh();
}

void DeskChannels::setReceiving(const std::vector<ChannelState> &states)
{
    QStringList failing;
    for (const ChannelState &state : states) {
        if (state.since == 0)
            continue;
        failing << state.name;
        if (!m_failing.contains(state.name))
            m_window.toast()->say(tr("Nothing comes in by %1. %2", "a mailbox or the like, a sentence")
                                      .arg(state.name, ChannelWords::fault(state.why)));
    }
    m_failing = failing;
    refresh();
}

void DeskChannels::showTroubles(const Rulebook &rules)
{
    const auto states = channelStates(m_session.database());
    QStringList mail, texts, phone;
    if (m_mailTrouble)
        mail << tr("Nothing is sent: %1").arg(ChannelWords::fault(*m_mailTrouble));
    if (m_textTrouble)
        texts << tr("Nothing is sent: %1").arg(ChannelWords::fault(*m_textTrouble));
    for (const ChannelState &state : states ? *states : std::vector<ChannelState>()) {
        if (state.since == 0)
            continue;
        const QString line =
            tr("%1 has not worked since %2: %3", "a mailbox or the like, a time, a sentence")
                .arg(state.name, localTime(rules, state.since, m_session.now()), ChannelWords::fault(state.why));
        const bool isMail = state.way == ChannelState::Way::Mailbox || state.way == ChannelState::Way::Links;
        (isMail ? mail : state.way == ChannelState::Way::PhoneSystem ? phone : texts) << line;
    }
    m_screen.mail()->setTroubles(mail);
    m_screen.texts()->setTroubles(texts);
    m_screen.phone()->setTroubles(phone);
}

// One after the other, so a key store that asks its user is asked once.
void DeskChannels::look()
{
    QStringList names;
    for (const ChannelSection *section : m_sections)
        names << section->secretNames();
    if (names.isEmpty())
        return;
    onThread([this, names](Secrets &secrets) {
        QMap<QString, SecretKept> kept;
        for (const QString &name : names) {
            const auto read = secrets.read(name);
            const bool none = !read && read.error().code != Error::Code::NotFound;
            kept[name] = read ? SecretKept::Yes : none ? SecretKept::NoStore : SecretKept::No;
            if (none && read.error().code == Error::Code::Offline)
                break;
        }
        answer([this, kept, names] {
            QMap<QString, SecretKept> all = kept;
            for (const QString &name : names)
                if (!all.contains(name))
                    all[name] = SecretKept::NoStore;
            for (ChannelSection *section : m_sections)
                section->setKept(all);
        });
    });
}

Result<ChannelSettings> DeskChannels::merged(const ChannelChange &change) const
{
    const auto rules = m_session.rules();
    const auto kept = channelSettings(m_session.database());
    if (!rules || !kept)
        return !rules ? rules.error() : kept.error();
    if (!(*rules)->mayChangeRules(m_session.person()))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    if (partOf(**kept, change.part) != change.before)
        return Error{Error::Code::Conflict, QStringLiteral("channels"), {}};
    return withPart(**kept, change.after, change.part);
}

void DeskChannels::save(ChannelSection *section, const ChannelChange &change)
{
    if (const auto all = merged(change); !all)
        return section->setFault(all.error());
    if (change.secrets.empty())
        write(section, change);
    else
        keepThenWrite(section, change);
}

bool DeskChannels::write(ChannelSection *section, const ChannelChange &change)
{
    const auto all = merged(change);
    const auto deed = all ? setChannelSettings(m_session, *all) : Result<DeedId>(all.error());
    if (!deed) {
        section->setFault(deed.error());
        return false;
    }
    section->setSaved(*all);
    if (deed->isNull())
        return true;
    m_window.toast()->say(tr("%1: the settings are saved.").arg(section->title()), [this, deed = *deed] {
        const auto undone = undoDeed(m_session, deed);
        m_window.toast()->say(undone ? undoneWords(*undone) : undoRefused(undone.error()));
    });
    return true;
}

/// Writes them all, or leaves the key store as it was. What stood there before comes back, for whoever has to put it
/// there again; nothing: there was none.
static Result<std::vector<std::optional<QByteArray>>> keepAll(Secrets &secrets, const std::vector<TypedSecret> &typed)
{
    std::vector<std::optional<QByteArray>> before;
    for (const TypedSecret &one : typed) {
        const auto known = secrets.read(one.name);
        const auto kept = known || known.error().code == Error::Code::NotFound ? secrets.write(one.name, one.secret)
                                                                               : Result<void>(known.error());
        if (!kept) {
            for (size_t i = 0; i < before.size(); ++i)
                (void)(before[i] ? secrets.write(typed[i].name, *before[i]) : secrets.forget(typed[i].name));
            return kept.error();
        }
        before.push_back(known ? std::optional(*known) : std::nullopt);
    }
    return before;
}

void DeskChannels::keepThenWrite(ChannelSection *section, const ChannelChange &change)
{
    section->setSaving();
    onThread([this, section = QPointer(section), change, person = m_session.person()](Secrets &secrets) {
        const auto before = keepAll(secrets, change.secrets);
        answer([this, section, change, person, before] {
            const bool sameDesk = person == m_session.person();
            if (section && !before)
                section->setFault(before.error());
            else if (section && !sameDesk)
                section->setFault({Error::Code::Denied, QStringLiteral("role"), {}});
            if (!before || (section && sameDesk && write(section, change)))
                return;
            onThread([change, before](Secrets &store) {
                for (size_t i = 0; i < change.secrets.size(); ++i) {
                    const QString &name = change.secrets[i].name;
                    (void)((*before)[i] ? store.write(name, *(*before)[i]) : store.forget(name));
                }
            });
        });
    });
}

void DeskChannels::complete(Trial &trial) const
{
    const auto rules = m_session.rules();
    const Dealership dealer = rules ? (*rules)->dealership : Dealership{};
    const QString id = QString::fromLatin1(newId(m_session.now()).hex());
    const QString words =
        tr("This is a test message of UpDesk at %1. Nothing has to be done about it.").arg(dealer.name);
    if (trial.text) {
        trial.text->id = id;
        trial.text->body = words;
    }
    const auto *out = std::get_if<MailOutSettings>(&trial.way);
    if (!trial.mail || !out)
        return;
    trial.mail->id = id;
    trial.mail->from = {out->fromName, out->fromAddress};
    trial.mail->replyTo = out->replyTo;
    trial.mail->subject = tr("Test message of UpDesk");
    trial.mail->text = words;
    trial.mail->footer = dealer.name + u'\n' + dealer.address;
    trial.mail->at = m_session.now();
}

void DeskChannels::tryOut(ChannelSection *section, Trial trial)
{
    complete(trial);
    const int number = ++m_trial;
    onThread([this, section = QPointer(section), trial, number, patience = m_patience](Secrets &secrets) {
        m_halt.lower();
        const Heeding heeding(m_halt);
        const HandOver over = number <= m_calledOff.load() ? HandOver::refused(Heeding::halted())
                                                           : updesk::tryOut(trial, secrets, patience);
        answer([section, over] {
            if (section)
                section->setTried(over);
        });
    });
}

void DeskChannels::stop()
{
    m_calledOff.store(m_trial);
    m_halt.raise();
}

void DeskChannels::usePlans()
{
    const auto deed = useShippedPlans(m_session);
    if (!deed)
        return m_window.toast()->say(sentence(deed.error()));
    refresh();
    m_window.toast()->say(
        tr("The shipped sequences are in use. Leads that come from now on get one."), [this, deed = *deed] {
            const auto undone = undoDeed(m_session, deed);
            m_window.toast()->say(undone ? undoneWords(*undone) : undoRefused(undone.error()));
        });
}

} // namespace updesk
