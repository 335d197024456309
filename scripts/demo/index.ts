/** `npm run demo`: the guided story. */
import { tellStory } from './tell-story.ts';

process.exit(await tellStory());
