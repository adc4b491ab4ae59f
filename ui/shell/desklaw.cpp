// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desklaw.h"

#include "core/desk/gate.h"
#include "core/desk/undo.h"
#include "core/sequences/legalstore.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/undowords.h"

#include <QFileDialog>
#include <QSaveFile>
#include <QTimeZone>

namespace updesk
{

static constexpr qint64 kLargest = 4 * 1024 * 1024; ///< of a file of rules; the shipped one has some 20 KB

DeskLaw::DeskLaw(Session &session, MainWindow &window, DataSection &section)
    : m_session(session),
      m_window(window),
      m_section(section),
      m_open([&window](const QString &title) {
          return QFileDialog::getOpenFileName(&window, title, {}, tr("Rules (*.json);;All files (*)"));
      }),
      m_save([&window](const QString &title) {
          return QFileDialog::getSaveFileName(&window, title, QStringLiteral("rules.json"), tr("Rules (*.json)"));
      })
{
    connect(&m_section, &DataSection::lawWanted, this, &DeskLaw::useFile);
    connect(&m_section, &DataSection::lawCopyWanted, this, &DeskLaw::saveCopy);
    connect(&m_section, &DataSection::shippedLawWanted, this, [this] { use({}); });
}

void DeskLaw::setPickers(Picker open, Picker save)
{
    m_open = std::move(open);
    m_save = std::move(save);
}

void DeskLaw::refresh()
{
    const auto rules = m_session.rules();
    const auto law = legalRules(m_session.database());
    if (!rules || !law)
        return m_section.setLaw({}, sentence(!rules ? rules.error() : law.error()), true);
    const QTimeZone zone((*rules)->dealership.timeZone.toLatin1());
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_session.now(), zone).date();
    const QString day = regionLongDay((*law)->dated, today);
    const auto shipped = shippedRules(today);
    const auto own = ownRulesDated(m_session.database());
    const bool waits = own && own->isValid();
    if (!(*law)->name.isEmpty())
        return m_section.setLaw(tr("Of %1, as they came with UpDesk", "a date").arg(day),
            waits ? tr("The store's own hold from %1 on.", "a date").arg(regionLongDay(*own, today))
                  : tr("What calls, texts and emails may do. A lawyer can change a copy of them."),
            waits);
    m_section.setLaw(tr("Of %1, the store's own", "a date").arg(day),
        shipped && shipped->dated > (*law)->dated
            ? tr("UpDesk has newer ones, of %1. The store's own go before them.", "a date")
                  .arg(regionLongDay(shipped->dated, today))
            : QString(),
        true);
}

void DeskLaw::use(const QByteArray &json)
{
    const auto deed = setLegalRules(m_session, json);
    m_section.setLawRefused(deed ? QString()
            : deed.error().code == Error::Code::Invalid
            //: %1: a path inside a file, %2: a short code
            ? tr("The rules cannot be read at %1: %2. Nothing was changed.")
                  .arg(deed.error().subject, deed.error().detail)
            : deed.error().code == Error::Code::Denied ? tr("Only a manager may change the rules. Nothing was changed.")
                                                       : sentence(deed.error()));
    refresh();
    if (!deed || deed->isNull())
        return;
    m_window.toast()->say(
        json.isEmpty() ? tr("The rules that came with UpDesk are used.") : tr("The store's own rules are used."),
        [this, deed = *deed] { undo(deed); });
}

void DeskLaw::undo(DeedId deed)
{
    const auto undone = undoDeed(m_session, deed);
    m_section.setLawRefused({});
    refresh();
    m_window.toast()->say(undone ? undoneWords(*undone) : undoRefused(undone.error()));
}

void DeskLaw::useFile()
{
    const QString path = m_open(tr("Use rules from a file"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return m_section.setLawRefused(tr("The file cannot be opened. Nothing was changed."));
    const QByteArray json = file.read(kLargest + 1);
    if (json.trimmed().isEmpty() || json.size() > kLargest)
        return m_section.setLawRefused(tr("That is no file of rules. Nothing was changed."));
    use(json);
}

void DeskLaw::saveCopy()
{
    const auto text = legalRulesText(m_session.database());
    if (!text)
        return m_section.setLawRefused(sentence(text.error()));
    const QString path = m_save(tr("Save a copy of the rules"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(*text) == text->size() && file.commit();
    m_section.setLawRefused(saved ? QString() : tr("The copy could not be saved there. Choose another place."));
    if (saved)
        m_window.toast()->say(tr("The copy is saved."));
}

} // namespace updesk
