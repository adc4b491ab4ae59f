// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/encryptingpage.h"

#include <QCloseEvent>
#include <QLocale>

#include <algorithm>

namespace updesk
{

/// What stands in the middle of the page.
class EncryptingPage::Panel final : public DoorPanel
{
public:
    using DoorPanel::addTitle;
    using DoorPanel::addWords;
    using DoorPanel::column;
};

EncryptingPage::EncryptingPage(QWidget *parent) : DoorPage(parent), m_panel(new Panel), m_bar(new QProgressBar)
{
    setObjectName(QStringLiteral("encrypting"));
    const QString title = tr("Encrypting the store");
    setAccessibleName(title);
    m_panel->addTitle(title);
    m_panel->addWords(tr("The file of the store was plain until now. From here on nobody can read it without this "
                         "computer's key. This is done once, and this window stays until it is done. When the computer "
                         "goes off meanwhile, the file is as it was and the next start begins again."));
    m_panel->column()->addWidget(m_bar);
    m_words = m_panel->addWords({});
    m_words->setObjectName(QStringLiteral("encrypting.words"));
    m_words->setEqualDigits();
    m_bar->setObjectName(QStringLiteral("encrypting.bar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    addPanel(m_panel);
    bring(m_panel, nullptr);
    setDone(0, 1);
}

void EncryptingPage::setDone(qint64 bytes, qint64 of)
{
    const int percent = of > 0 ? int(std::clamp<qint64>(100 * bytes / of, 0, 100)) : 0;
    const bool compares = percent == 100;
    m_bar->setRange(0, compares ? 0 : 100);
    m_bar->setValue(percent);
    m_words->setText(compares
            ? tr("Comparing the encrypted copy with the file")
            : tr("%1 of %2 written").arg(QLocale().formattedDataSize(bytes), QLocale().formattedDataSize(of)));
}

// Behind it there is no desk yet that could be closed in order.
void EncryptingPage::closeEvent(QCloseEvent *event) { event->ignore(); }

} // namespace updesk
