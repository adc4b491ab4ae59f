// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desksettings.h"

#include "core/store/desksetting.h"
#include "core/sync/invite.h"
#include "core/sync/secondfactor.h"
#include "ui/parts/ask.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/shell/deskchannels.h"
#include "ui/shell/desklists.h"
#include "ui/shell/desknews.h"
#include "ui/shell/deskstatus.h"
#include "ui/shell/deskstore.h"
#include "ui/shell/folderwatch.h"
#include "ui/shell/mainwindow.h"
#include "ui/welcome/doorwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace updesk
{

static constexpr char kLettersKey[] = "keys.letters";
static constexpr char kToastKey[] = "toast.seconds";
static constexpr int kToastSeconds = 10;
static const QString kSettings = QStringLiteral("settings");

DeskSettings::DeskSettings(Session &session, MainWindow &window, FolderWatch &folder, DeskNews &news)
    : m_session(session), m_window(window), m_folder(folder), m_news(news)
{
    connect(&m_session, &Session::personChanged, this, &DeskSettings::applyHabits);
    m_window.addScreen(
        kSettings, Icon::Settings, SettingsScreen::name(), [this] { return makeScreen(); },
        QKeySequence(QStringLiteral("Ctrl+9")));
}

SettingsScreen *DeskSettings::screen()
{
    m_window.screen(kSettings);
    return m_screen;
}

Screen *DeskSettings::makeScreen()
{
    m_screen = new SettingsScreen;
    m_channels = std::make_unique<DeskChannels>(m_session, m_window, *m_screen);
    m_lists = std::make_unique<DeskLists>(m_session, m_window, *m_screen);
    m_store = std::make_unique<DeskStore>(m_session, m_window, *m_screen);
    connect(m_screen, &SettingsScreen::shown, this, &DeskSettings::refresh);
    connectDesk();
    connect(m_screen->messages(), &MessageSection::templatesWanted, this, &DeskSettings::templatesWanted);
    connect(m_screen->messages(), &MessageSection::sequencesWanted, this, &DeskSettings::sequencesWanted);
    connect(m_screen->connections(), &ConnectionSection::testWanted, this, [this] {
        if (m_ways.test)
            m_ways.test();
    });
    connect(m_screen->connections(), &ConnectionSection::forgetWanted, this, &DeskSettings::forget);
    connect(m_screen->phone(), &PhoneSection::dialWanted, this,
        [this](const QString &link) { m_screen->phone()->setDialled(m_dial && m_dial(link)); });
    return m_screen;
}

DeskSettings::~DeskSettings() = default;

DeskChannels *DeskSettings::channels()
{
    screen();
    return m_channels.get();
}

DeskLists *DeskSettings::lists()
{
    screen();
    return m_lists.get();
}

void DeskSettings::setTrouble(Channel way, const std::optional<Error> &why)
{
    if (why || m_screen) // what never failed needs no screen to say so
        channels()->setTrouble(way, why);
}

void DeskSettings::setReceiving(const std::vector<ChannelState> &states)
{
    const bool fails = std::ranges::any_of(states, [](const ChannelState &state) { return state.since != 0; });
    if (fails || m_screen)
        channels()->setReceiving(states);
}

void DeskSettings::connectDesk()
{
    DeskSection *desk = m_screen->desk();
    connect(desk, &DeskSection::themeChosen, this, &DeskSettings::changeTheme);
    connect(desk, &DeskSection::textSizeChosen, this, &DeskSettings::changeTextSize);
    connect(desk, &DeskSection::folderWanted, this, [this] {
        m_folder.choose();
        refresh();
    });
    connect(desk, &DeskSection::folderStopped, this, [this] {
        m_folder.stop();
        refresh();
    });
    connect(desk, &DeskSection::hoursWanted, this, [this] { m_window.commands()->run(QStringLiteral("quietHours")); });
    connect(desk, &DeskSection::lettersChosen, this, &DeskSettings::changeLetterKeys);
    connect(desk, &DeskSection::letterChosen, this, [this](Letter letter, const QKeySequence &keys) {
        changeLetters([letter, keys] { letterKeys()->set(letter, keys); });
    });
    connect(desk, &DeskSection::usualLettersChosen, this, [this] { changeLetters([] { letterKeys()->setText({}); }); });
    connect(desk, &DeskSection::toastSecondsChosen, this, &DeskSettings::changeToastSeconds);
    connect(&m_news, &DeskNews::said, this, &DeskSettings::refresh); // the hours may be others now
}

void DeskSettings::changeTheme(ThemeName name)
{
    const ThemeName before = themeName();
    if (before == name)
        return;
    m_window.chooseTheme(name);
    m_window.toast()->say(tr("The colors are changed."), [this, before] { m_window.chooseTheme(before); });
}

void DeskSettings::changeTextSize(int percent)
{
    const int before = textSize();
    m_window.chooseTextSize(percent);
    if (before != textSize())
        m_window.toast()->say(tr("The text is %1 % large now.").arg(QLocale().toString(textSize())),
            [this, before] { m_window.chooseTextSize(before); });
}

int DeskSettings::toastSeconds() const
{
    const auto kept = deskSetting(m_session.database(), QString::fromLatin1(kToastKey));
    bool isNumber = false;
    const int seconds = kept ? kept->toInt(&isNumber) : 0;
    return isNumber ? std::clamp(seconds, 0, 3600) : kToastSeconds;
}

bool DeskSettings::keep(const char *key, const QString &value)
{
    const auto kept = setDeskSetting(m_session.database(), QString::fromLatin1(key), value);
    if (!kept)
        m_window.toast()->say(sentence(kept.error()));
    applyHabits();
    refresh();
    return bool(kept);
}

void DeskSettings::applyHabits()
{
    m_window.toast()->setSeconds(toastSeconds());
    const auto kept = deskSetting(m_session.database(), QString::fromLatin1(kLettersKey));
    letterKeys()->setOn(!kept || *kept != QLatin1String("off"));
    const auto chosen = deskSetting(m_session.database(), lettersOfPerson());
    letterKeys()->setText(chosen ? *chosen : QString());
}

QString DeskSettings::lettersOfPerson() const
{
    return QStringLiteral("%1.%2").arg(QLatin1String(kLettersKey), QString::fromLatin1(m_session.person().value.hex()));
}

void DeskSettings::changeLetters(const std::function<void()> &change)
{
    const QString before = letterKeys()->text(), name = lettersOfPerson();
    change();
    const QString now = letterKeys()->text();
    if (now == before)
        return;
    const auto keepText = [this, name](const QString &text) { return keep(name.toLatin1().constData(), text); };
    if (keepText(now))
        m_window.toast()->say(now.isEmpty() ? tr("The usual letters are back.") : tr("The letters are changed."),
            [keepText, before] { keepText(before); });
}

void DeskSettings::changeLetterKeys(bool on)
{
    const auto set = [this](bool wanted) { return keep(kLettersKey, wanted ? QString() : QStringLiteral("off")); };
    if (set(on))
        m_window.toast()->say(on ? tr("Letter keys are on.") : tr("Letter keys are off."), [set, on] { set(!on); });
}

void DeskSettings::changeToastSeconds(int seconds)
{
    const int before = toastSeconds();
    if (before == seconds)
        return;
    const auto set = [this](int wanted) { return keep(kToastKey, QString::number(wanted)); };
    if (set(seconds))
        m_window.toast()->say(seconds > 0 ? tr("Messages stay for %n second(s).", nullptr, seconds)
                                          : tr("Messages stay until you close them."),
            [set, before] { set(before); });
}

void DeskSettings::forget(const QString &login, const QString &name)
{
    const Question question{tr("Forget %1 on this computer?").arg(name),
        tr("The tile, the password and the PIN kept here go. Changes that were not sent yet stay and wait until %1 "
           "signs in again.")
            .arg(name),
        {tr("Forget")}};
    if (m_ways.forget && ask(&m_window, question) == 0)
        m_ways.forget(login);
}

void DeskSettings::setKeeps(bool keeps)
{
    m_keeps = keeps;
    refresh();
}

void DeskSettings::setEncryption(const QString &words)
{
    m_encryption = words;
    refresh();
}

void DeskSettings::setTested(const Tested &tested)
{
    const qint64 minutes = std::abs(tested.serverAhead) / kMinute;
    QString words = tr("Answered in %1 ms, as %2.").arg(QLocale().toString(tested.took), roleName(tested.role));
    if (!tested.encrypted)
        words += u' ' + tr("The line is not encrypted: the server is this computer.");
    if (tested.versions == Versions::DeskTooOld)
        words += u' ' + tr("It needs a newer UpDesk before it takes anything: update this one.");
    if (tested.versions == Versions::ServerOlder)
        words += u' ' + tr("It is older than this UpDesk: what it does not know yet waits here until it is upgraded.");
    if (std::abs(tested.serverAhead) >= kClockFarOff)
        words += u' ' + tr("The clock of this computer is %n minute(s) off. Set it right.", nullptr, int(minutes));
    screen()->connections()->setTested(
        words, tested.versions == Versions::Fit && std::abs(tested.serverAhead) < kClockFarOff);
}

void DeskSettings::setTestFailed(const Error &error)
{
    screen()->connections()->setTested(joinFault(error).words, false);
}

QString DeskSettings::when(const Rulebook &rules, Time at) const
{
    return at > 0 ? localTime(rules, at, m_session.now()) : QString();
}

// An id begins with the milliseconds of its making.
static Time madeAt(const Id &id)
{
    Time at = 0;
    for (size_t i = 0; i < 6; ++i)
        at = at << 8 | id.bytes[i];
    return at;
}

std::optional<FactConnection> DeskSettings::connection(const Rulebook &rules) const
{
    const auto place = serverPlace(m_session.database());
    if (!place)
        return std::nullopt;
    FactConnection all;
    all.server = serverWords(place->url);
    all.store = tr("%1 (store %2)").arg(rules.dealership.name).arg(place->store);
    if (const Person *me = rules.person(m_session.person()))
        all.login = me->name;
    QFile authority(place->caFile);
    if (place->caFile.isEmpty())
        all.fingerprint = tr("Vouched for by an authority that this computer knows");
    else
        all.fingerprint = authority.open(QIODevice::ReadOnly) ? fingerprintWords(fingerprintOf(authority.readAll()))
                                                              : sentence({Error::Code::NotFound, place->caFile, {}});
    all.joined = when(rules, madeAt(place->desk));
    const auto asks = asksForFactor(m_session.database());
    all.asksFactor = asks && *asks;
    if (asks)
        all.factor =
            *asks ? tr("Asked for by the store, once every 30 days on each computer") : tr("This store asks for none");
    if (const auto people = knownPeople(m_session.database()))
        for (const KnownPerson &one : *people)
            all.people.push_back({one.login, one.name, when(rules, one.last), one.hasPin});
    all.keeps = m_keeps;
    return all;
}

void DeskSettings::readFile(DeskFacts &facts, const Rulebook &rules) const
{
    const QFileInfo file(m_session.database().path());
    facts.file = QDir::toNativeSeparators(file.absoluteFilePath());
    facts.size = QLocale().formattedDataSize(file.size());
    QDateTime last;
    for (const QFileInfo &one : file.dir().entryInfoList({file.fileName() + QStringLiteral(".version-*")}, QDir::Files))
        if (!one.fileName().endsWith(QLatin1String(".part")))
            last = std::max(last, one.lastModified());
    if (last.isValid())
        facts.backup = when(rules, last.toMSecsSinceEpoch());
}

void DeskSettings::refresh()
{
    const auto rules = m_session.rules();
    if (!rules || !m_screen)
        return;
    DeskFacts facts;
    facts.sample = m_session.isSample();
    facts.folder = QDir::toNativeSeparators(m_folder.state().folder);
    const QuietHours hours = m_news.quietHours();
    if (hours.isSet())
        facts.quietHours = tr("Every day from %1 until %2").arg(regionTime(hours.from), regionTime(hours.to));
    facts.letterKeys = letterKeys()->areOn();
    facts.toastSeconds = toastSeconds();
    facts.version = QCoreApplication::applicationVersion();
    facts.encryption = m_encryption;
    facts.connection = connection(**rules);
    if (!facts.connection && !facts.sample)
        facts.number = QString::number(m_session.by().store);
    readFile(facts, **rules);
    m_screen->setFacts(facts);
}

} // namespace updesk
