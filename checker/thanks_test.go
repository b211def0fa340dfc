package checker

import (
	"testing"

	"prejury/extractors/document"
)

func TestThanksAreNoProof(t *testing.T) {
	block := func(page int, zone document.Zone, text string, section ...string) document.Block {
		return document.Block{Kind: document.Paragraph, Page: page, Zone: zone, Text: text, Section: section}
	}
	const (
		thanked = "Je tiens à remercier Mme Faure, responsable du projet, pour l'aide de toute son équipe."
		devoted = "Je dédie ce travail à mes parents, qui ont cru en moi depuis toujours."
		grown   = "Leur présence m'a aidé à surmonter les difficultés rencontrées pendant ces deux ans."
		told    = "Le comité de pilotage réunit le directeur, la responsable qualité et le chef de projet."
	)
	doc := &document.Document{Blocks: []document.Block{
		block(2, document.Front, thanked), block(2, document.Front, grown),
		block(3, document.Front, devoted),
		block(4, document.Front, told),
		block(5, document.Body, told), block(5, document.Body, grown), block(5, document.Body, thanked),
		block(6, document.Front, grown, "Remerciements"),
		block(7, document.Body, told, "Remerciements", "1. Le projet"),
		block(8, document.Body, told, "Remerciements"),
	}}
	pages := map[int]bool{}
	for _, u := range units(doc) {
		pages[u.page] = true
	}
	for page, want := range map[int]bool{2: false, 3: false, 4: true, 5: true, 6: false, 7: true, 8: true} {
		if pages[page] != want {
			t.Errorf("page %d weighed: %v, want %v", page, pages[page], want)
		}
	}
}
