// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/connectionsection.h"

#include "ui/parts/announce.h"

namespace updesk
{

ConnectionSection::ConnectionSection()
    : SettingSection(tr("Connections"), tr("the server that this desk shares its store with")),
      m_alone(addRow(tr("Server"))),
      m_number(addRow(tr("Store number"))),
      m_server(addRow(tr("Server"))),
      m_store(addRow(tr("Store"))),
      m_login(addRow(tr("Signed in as"))),
      m_print(addRow(tr("Certificate"))),
      m_joined(addRow(tr("Joined"))),
      m_factor(addRow(tr("Second factor"))),
      m_keeps(addRow(tr("Passwords"))),
      m_test(addRow(tr("Connection"))),
      m_testButton(new Button(tr("&Test the connection")))
{
    const std::pair<SettingRow *, TextLabel **> texts[] = {{m_alone, &m_aloneText}, {m_number, &m_numberText},
        {m_server, &m_serverText}, {m_store, &m_storeText}, {m_login, &m_loginText}, {m_print, &m_printText},
        {m_joined, &m_joinedText}, {m_factor, &m_factorText}, {m_keeps, &m_keepsText}};
    for (const auto &[row, text] : texts)
        *text = row->addText();
    m_serverText->setObjectName(QStringLiteral("settings.server"));
    m_numberText->setObjectName(QStringLiteral("settings.storeNumber"));
    m_number->setNote(tr("Logins at a server are made for this number before the store is taken there."));
    m_printText->setObjectName(QStringLiteral("settings.fingerprint"));
    m_keepsText->setObjectName(QStringLiteral("settings.keeps"));
    m_testButton->setInBar();
    m_testButton->setObjectName(QStringLiteral("settings.test"));
    m_test->setObjectName(QStringLiteral("settings.testRow"));
    m_test->add(m_testButton);
    m_print->setNote(tr("Whoever runs the server sees the same fingerprint."));
    connect(m_testButton, &Button::clicked, this, [this] {
        setTesting();
        Q_EMIT testWanted();
    });
}

void ConnectionSection::setFacts(const DeskFacts &facts)
{
    const bool joined = facts.connection.has_value();
    const FactConnection all = facts.connection.value_or(FactConnection{});
    m_aloneText->setText(facts.sample ? tr("None. A sample store never joins a server.")
                                      : tr("None. This store is on this desk only, and works without a network."));
    setUsed(m_alone, !joined);
    m_numberText->setText(facts.number);
    setUsed(m_number, !facts.number.isEmpty());
    const std::pair<SettingRow *, std::pair<TextLabel *, QString>> lines[] = {{m_server, {m_serverText, all.server}},
        {m_store, {m_storeText, all.store}}, {m_login, {m_loginText, all.login}},
        {m_print, {m_printText, all.fingerprint}}, {m_joined, {m_joinedText, all.joined}},
        {m_factor, {m_factorText, all.factor}}};
    for (const auto &[row, line] : lines) {
        line.first->setText(line.second);
        setUsed(row, joined && !line.second.isEmpty());
    }
    m_factor->setNote(all.asksFactor
            ? tr("Is the telephone lost, a manager resets it; then the next sign-in sets up a new one.")
            : QString());
    m_keepsText->setText(all.keeps.value_or(true)
            ? tr("Kept in this computer's key store, of those who wanted it")
            : tr("This computer has no key store: UpDesk asks for the password every time."));
    setUsed(m_keeps, joined && all.keeps.has_value());
    setUsed(m_test, joined);
    if (m_people != all.people)
        setPeople(all.people);
}

void ConnectionSection::setPeople(const std::vector<FactPerson> &people)
{
    for (SettingRow *row : m_rows)
        removeRow(row);
    m_rows.clear();
    m_people = people;
    for (const FactPerson &person : people) {
        const QString name = person.name.isEmpty() ? person.login : person.name;
        auto *row = new SettingRow(m_rows.empty() ? tr("People here") : QString());
        row->addText()->setText(person.hasPin
                ? tr("%1, last signed in %2, with a PIN", "a person, a time").arg(name, person.last)
                : tr("%1, last signed in %2", "a person, a time").arg(name, person.last));
        auto *forget = row->add(new Button(tr("Forget")));
        forget->setInBar();
        forget->setObjectName(QStringLiteral("settings.forget.%1").arg(person.login));
        forget->setAccessibleName(tr("Forget %1 on this computer").arg(name));
        connect(
            forget, &Button::clicked, this, [this, login = person.login, name] { Q_EMIT forgetWanted(login, name); });
        addRow(row);
        m_rows.push_back(row);
    }
}

void ConnectionSection::setTesting()
{
    m_testButton->setEnabled(false);
    m_test->setNoteColour(Colour::Hint);
    m_test->setNote(tr("Asking the server ..."));
}

void ConnectionSection::setTested(const QString &words, bool good)
{
    m_testButton->setEnabled(true);
    m_test->setNoteColour(good ? Colour::Good : Colour::Bad);
    m_test->setNote(words);
    announce(m_testButton, words);
}

} // namespace updesk
